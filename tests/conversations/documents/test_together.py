"""What papers of one case tell only beside each other."""

import pytest
from msgspec.structs import replace

from conversations.documents.checklist import checklist
from conversations.documents.findings import Finding
from conversations.documents.paper import Paper, Papers
from conversations.documents.together import together
from tests.conversations.dialog.talk import edition

POSTING = edition().posting
AT = "2025-12-18T03:00:00+00:00"
NIK, OTHER_NIK = "3174054505900012", "3275011203880004"
SHORT = (Finding("experience_short"),)


def paper(number: int, slot: str, **fields: object) -> Paper:
    return Paper(number, f"{number}.pdf", AT, slot=slot, state="looked", kind="pdf", fields=fields)


def work(number: int, start: str, end: str, **more: object) -> Paper:
    fields = {"mulai": start, "selesai": end}
    return replace(paper(number, "bukti_pengalaman"), fields=fields, findings=SHORT, **more)


def of(*papers: Paper) -> Papers:
    return {str(each.id): each for each in papers}


def noticed(papers: Papers, **said: object) -> dict[int, tuple[str, ...]]:
    seen = together(POSTING, papers, said).values()
    return {p.id: tuple(f.code for f in p.findings) for p in seen if p.findings}


CARD = paper(1, "ktp", nik=NIK, nama="SITI AMINAH", tanggal_lahir="1990-05-05")


def test_papers_of_one_person_agree() -> None:
    degree = paper(2, "ijazah", nama="Siti Aminah, S.E.")
    tax = paper(3, "npwp", npwp=NIK, nama="SITI AMINAH")
    assert noticed(of(CARD, degree, tax), birth_date="1990-05-05") == {}


def test_another_name_is_told_of_the_paper_that_is_not_the_identity_card() -> None:
    papers = of(paper(2, "ijazah", nama="Budi Santoso"), CARD)
    assert noticed(papers) == {2: ("name_differs",)}
    assert together(POSTING, papers)["2"].findings[0].detail == "ktp"


def test_where_all_others_agree_it_is_the_identity_card_that_differs() -> None:
    others = (paper(n, slot, nama="Budi Santoso") for n, slot in ((2, "ijazah"), (3, "cv")))
    assert noticed(of(CARD, *others)) == {1: ("name_differs",)}


def test_several_proofs_do_not_outvote_the_identity_card() -> None:
    proofs = (paper(n, "bukti_pengalaman", nama="Hendra Wijaya") for n in (2, 3))
    assert noticed(of(CARD, *proofs)) == {2: ("name_differs",), 3: ("name_differs",)}


def test_a_company_has_a_name_of_its_own() -> None:
    assert noticed(of(CARD, paper(2, "nib", nama="Maju Bersama", jenis="badan usaha"))) == {}


@pytest.mark.parametrize(
    ("npwp", "codes"),
    [
        (OTHER_NIK, {2: ("nik_differs",)}),
        (NIK[:-1] + "3", {}),  # one digit may be misread
        ("0" + OTHER_NIK[:15], {}),  # an older number behind a nought
        ("123456789012345", {}),
    ],
)
def test_a_tax_number_of_sixteen_digits_is_the_nik(
    npwp: str, codes: dict[int, tuple[str, ...]]
) -> None:
    assert noticed(of(CARD, paper(2, "npwp", npwp=npwp))) == codes


def test_the_birth_date_is_held_against_what_was_said() -> None:
    assert noticed(of(CARD), birth_date="1991-05-05") == {1: ("birthdate_differs",)}
    assert noticed(of(CARD)) == {}


def test_birth_dates_of_two_papers() -> None:
    papers = of(CARD, paper(2, "cv", tanggal_lahir="1991-05-05"))
    assert noticed(papers) == {2: ("birthdate_differs",)}


def test_one_file_in_two_slots_is_told_of_the_later_one() -> None:
    one, other = (replace(paper(n, s), digest="d") for n, s in ((1, "ijazah"), (2, "transkrip")))
    assert noticed(of(one, other)) == {2: ("same_file_twice",)}


def test_what_is_refused_or_of_no_slot_is_not_compared() -> None:
    refused = replace(paper(2, "ijazah", nama="Budi"), findings=(Finding("encrypted_pdf"),))
    assert noticed(of(CARD, refused, paper(3, "", nama="Hendra"))) == {2: ("encrypted_pdf",)}


@pytest.mark.parametrize("value", [7, None, ["x"], "", "16 digits"])
def test_fields_of_another_shape_say_nothing(value: object) -> None:
    fields = dict.fromkeys(("nik", "nama", "tanggal_lahir", "mulai", "selesai"), value)
    odd = replace(paper(2, "bukti_pengalaman"), findings=SHORT, fields=fields)
    codes = noticed(of(odd), birth_date="1990-05-05").get(2, ())
    assert codes[:1] == ("experience_short",)


@pytest.mark.parametrize(
    ("second", "codes"),
    [
        (work(2, "2021-01-01", "2022-12-31"), {}),
        (work(2, "2021-01-01", "2021-12-31"), {1: ("experience_short",), 2: ("experience_short",)}),
        (
            work(2, "2020-01-01", "2021-12-31"),  # the first year counts once
            {1: ("experience_short",), 2: ("experience_short",)},
        ),
        (
            work(2, "2025-01-01", "2027-12-31"),  # what is to come does not count
            {1: ("experience_short",), 2: ("experience_short",)},
        ),
        (
            work(2, "2022-12-31", "2021-01-01"),
            {1: ("experience_short",), 2: ("experience_short",)},
        ),
    ],
)
def test_proofs_are_added_up(second: Paper, codes: dict[int, tuple[str, ...]]) -> None:
    assert noticed(of(work(1, "2020-01-01", "2020-12-31"), second)) == codes


def test_a_refused_proof_adds_nothing() -> None:
    refused = work(2, "2021-01-01", "2022-12-31")
    refused = replace(refused, findings=(*SHORT, Finding("encrypted_pdf")))
    assert noticed(of(work(1, "2020-01-01", "2020-12-31"), refused))[1] == ("experience_short",)


def test_the_checklist_tells_it() -> None:
    lines = checklist(POSTING, of(CARD, paper(2, "ijazah", nama="Budi Santoso")))
    standing = {line.slot.id: line.standing for line in lines}
    assert (standing["ktp"], standing["ijazah"]) == ("there", "doubtful")
    assert lines[2].findings[0].code == "name_differs"
