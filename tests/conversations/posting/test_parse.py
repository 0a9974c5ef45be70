"""Every way of getting posting.yaml wrong has one exact message: `slips.yaml` lists them."""

import pytest

from bot.postings import SHIPPED, read_texts
from conversations.eligibility import rules
from conversations.posting.parse import parse
from conversations.posting.reader import PostingError
from tests.conversations.posting.small import POSTING, SLIPS, edited, line_of

AGE = "{age: {of: birth_date, from: 20, to: 40}}"
MORE = """facts:
  - {key: ipk, type: number, change: never}
  - {key: kota, type: region, change: never}
  - {key: kode, type: codes, change: never}
  - {key: kerja, type: experience, change: never}
  - {key: jurusan, type: choice, options: [hukum, teknik], change: never}"""


def faults(text: str) -> list[str]:
    with pytest.raises(PostingError) as error:
        parse(text)
    return str(error.value).splitlines()


@pytest.mark.parametrize("slip", SLIPS["posting"], ids=lambda slip: slip["now"][:40])
def test_a_slip_has_one_exact_message(slip: dict[str, str]) -> None:
    text = edited(POSTING, (slip["was"], slip["now"]))
    line = line_of(text, slip["now"]) + slip["now"].count("\n")
    assert faults(text) == [f"posting.yaml:{line}: {slip['says']}"]


@pytest.mark.parametrize("slip", SLIPS["rules"], ids=lambda slip: slip["rule"][:40])
def test_a_slip_in_a_rule_has_one_exact_message(slip: dict[str, str]) -> None:
    text = edited(POSTING, (AGE, slip["rule"]))
    if any(f"of: {key}" in slip["rule"] for key in ("ipk", "kota", "kode", "kerja", "jurusan")):
        text = edited(text, ("facts:", MORE))
    line = line_of(text, slip["rule"])
    assert faults(text) == [f"posting.yaml:{line}: requirements[0].{slip['says']}"]


def test_everything_missing_is_told_at_once() -> None:
    found = faults("format: 1\nwarna: merah")
    assert found[-1].startswith("posting.yaml:2: warna: is unknown here")
    assert len(found) == 15
    assert found[0] == "posting.yaml:1: 'slug' is missing (allowed: every posting has it)"


def test_faults_of_many_places_are_told_at_once() -> None:
    text = edited(
        POSTING,
        ("count: 3", "count: x"),
        ("{id: umum-3, section: umum, origin: official}", "{id: umum-3, section: umum, origin: x}"),
        ("{key: willing, type: bool, change: told}", "{key: willing, type: bool, change: x}"),
        ("{id: ktp, clause: berkas-1", "{id: ktp, clause: berkas-9"),
    )
    problems = [fault.split(": ", 1)[1].split(" (")[0] for fault in faults(text)]
    assert problems == [
        "positions[0].count: 'x' is not a whole number",
        "clauses[2].origin: 'x' is unknown",
        "facts[3].change: 'x' is unknown",
        "slots[0].clause: no clause is called 'berkas-9'",
    ]


def test_parts_that_are_no_lists_are_told() -> None:
    text = edited(POSTING, ("provisions: [catatan-1]", "lists: x\nprovisions: [catatan-1]"))
    assert faults(text)[0].endswith("lists: is not a table (allowed: 'key: value' lines)")
    assert "clauses: is not a list" in faults("requirements: x\nclauses: x")[-1]


RULES = """{all: [
    {one_of: {of: kota, values: [Kota Bogor]}},
    {contains: {of: kode, value: "70209"}},
    {not: {is: {of: laptop, value: false}}},
    {at_least: {of: ipk, value: 3.00}},
    {experience: {of: kerja, years: 2, roles: [Guru], fields: [Seni], proof: false}},
    {one_of: {of: jurusan, values: [hukum, teknik]}},
    {valid_on: {of: birth_date}}]}"""


def test_every_rule_is_read() -> None:
    found = parse(edited(POSTING, (AGE, RULES), ("facts:", MORE)))
    assert found.requirement["umum-1"].rule == rules.All(
        (
            rules.OneOf("kota", ("Kota Bogor",), region=True),
            rules.Contains("kode", "70209"),
            rules.Not(rules.Is("laptop", value=False)),
            rules.AtLeast("ipk", "3.00"),
            rules.Experience("kerja", 2, ("guru",), ("seni",), proof=False),
            rules.OneOf("jurusan", ("hukum", "teknik"), open=True),
            rules.ValidOn("birth_date"),
        )
    )


OPTIONS = """
      - id: a
        sets: {ipk: 3.5, kota: Kota Bogor, kode: ["70209"], birth_date: 2000-01-31, catatan: x}
      - {id: b, sets: {jurusan: hukum, laptop: true}}
      - {id: sma"""


def test_every_type_of_value_is_read() -> None:
    note = "\n  - {key: catatan, type: text, change: told}"
    text = edited(POSTING, ("facts:", MORE + note), ("\n      - {id: sma", OPTIONS))
    first, second, *_ = parse(text).question["education"].options
    assert first.sets == {
        "ipk": 3.5,
        "kota": "Kota Bogor",
        "kode": ["70209"],
        "birth_date": "2000-01-31",
        "catatan": "x",
    }
    assert second.sets == {"jurusan": "hukum", "laptop": True}


def test_an_experience_cannot_be_preset() -> None:
    text = edited(POSTING, ("facts:", MORE), ("\n      - {id: sma", OPTIONS))
    text = edited(text, (", catatan: x", ""), ("{jurusan: hukum, laptop: true}", "{kerja: lama}"))
    assert faults(text)[0].split(": ", 1)[1] == (
        "questions[1].options[1].sets.kerja: an experience cannot be preset"
        " (allowed: a question of kind experience)"
    )


def test_what_names_a_faulty_fact_adds_no_fault() -> None:
    old = "{key: willing, type: bool, change: told}"
    text = edited(POSTING, (old, "{key: willing, type: bol, change: told}"))
    assert len(faults(text)) == 1


def test_the_shipped_posting_is_read_as_it_stands() -> None:
    posting = parse(read_texts(SHIPPED / "ppkukm-koperasi-2026")["posting.yaml"])
    assert posting.closes_at.isoformat() == "2025-12-22T16:00:00+07:00"
    assert posting.opens_at.isoformat() == "2025-12-18T00:00:00+07:00"
    assert posting.question["nib"].facts == ("nib.has", "nib.type")
    assert posting.compare is not None
    assert posting.compare.clause == "jadwal-5"
    assert posting.covered["kompetensi"] == "stage-dates"
    assert [slot.id for slot in posting.slots if slot.proves is None] == [
        "sertifikat_perkoperasian"
    ]
    assert len(posting.clause) == len(posting.clauses) == 96
