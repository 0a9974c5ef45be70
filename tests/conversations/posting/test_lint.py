"""The linter finds what the parser lets pass: `lints.yaml` lists slips and what is said of them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.postings import SHIPPED, read_texts
from conversations.posting.findings import Finding, Limits
from conversations.posting.lint import lint
from tests.conversations.posting.small import INDONESIAN, POSTING, edited

LINTS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "lints.yaml").read_text())
SMALL = {"posting.yaml": POSTING, "id.yaml": INDONESIAN}


def found(files: dict[str, str], *severities: str) -> list[str]:
    return [str(one) for one in lint(files) if one.severity in severities]


@pytest.mark.parametrize("case", LINTS, ids=lambda case: case["about"])
def test_a_slip_is_found(case: dict[str, Any]) -> None:
    files = {
        "posting.yaml": edited(POSTING, *case.get("posting", [])),
        "id.yaml": edited(INDONESIAN, *case.get("id", [])),
    }
    assert found(files, "error", "warning") == case["finds"]


def test_the_small_posting_has_only_declared_gaps() -> None:
    assert found(SMALL, "error", "warning") == []
    assert [one.advice for one in lint(SMALL)] == ["declared as 'proof-unstated'"] * 2


def test_the_shipped_posting_has_only_declared_gaps() -> None:
    files = read_texts(SHIPPED / "ppkukm-koperasi-2026")
    findings = lint(files, folder="ppkukm-koperasi-2026")
    assert {one.severity for one in findings} == {"gap"}
    assert [one for one in findings if not one.advice.startswith("declared as")] == []


GAPS = [
    (
        "  - {id: jadwal-2, from: 2026-03-16T00:00, until: 2026-03-18T23:59}\n",
        "",
        "stage 'administrasi' has no date",
    ),
    (
        "{id: jadwal-2, from: 2026-03-16T00:00,",
        "{id: jadwal-2, from: 2026-03-12T00:00,",
        "stage 'administrasi' begins while registration is open",
    ),
    (", proves: [umum-1]", "", "upload 'ktp' belongs to no requirement"),
    (", proves: [umum-1]", "", "'umum-1' is to be proven now, and no upload proves it"),
    (
        "umum-2, weight: mandatory, proof: now",
        "umum-2, weight: mandatory, proof: later",
        "'ijazah' is uploaded now, and 'umum-2' asks for its proof later",
    ),
    (
        "umum-2, weight: mandatory, proof: now",
        "umum-2, weight: mandatory, proof: later",
        "'umum-2' is to be proven later, and no paper is named",
    ),
    (
        "provisions:",
        "later_papers: [{id: skck, clause: umum-3, requirement: umum-3}]\nprovisions:",
        "'skck' has no day to hand it in",
    ),
]


@pytest.mark.parametrize(("old", "new", "problem"), GAPS)
def test_what_the_announcement_leaves_open_is_a_gap(old: str, new: str, problem: str) -> None:
    files = {**SMALL, "posting.yaml": edited(POSTING, (old, new))}
    gaps = {one.problem: one for one in lint(files) if one.severity == "gap"}
    assert gaps[problem].advice.startswith("declare it: gaps: [{id: ..., covers: [")


def test_a_paper_with_a_day_is_no_gap() -> None:
    paper = "later_papers: [{id: skck, clause: jadwal-2}]\nprovisions:"
    files = {**SMALL, "posting.yaml": edited(POSTING, ("provisions:", paper))}
    assert "'skck' has no day to hand it in" not in {one.problem for one in lint(files)}


def test_the_folder_must_be_called_like_the_slug() -> None:
    first = lint(SMALL, folder="lain")[0]
    assert str(first) == (
        "error posting.yaml:5: slug 'nama-lowongan' lies in folder 'lain' (one name for both)"
    )
    assert found(SMALL, "error") == []


def test_the_limits_are_the_callers() -> None:
    problems = [one.problem for one in lint(SMALL, Limits(choice=13, longest=14))]
    assert "'Tanggal lahir' has 13 letters: some channels cut it" not in problems
    assert "'SMA/SMK/MA (selesai)' has 20 letters: no channel can show it" in problems


TWO = (
    "  - {id: petugas, count: 3}",
    "  - {id: lain, count: 1}\n  - {id: petugas, count: 3}",
)


def test_positions_are_choices_where_there_are_several() -> None:
    name = "Petugas Lain di Kantor Wilayah"
    texts = edited(INDONESIAN, ("  petugas:", f'  lain: "{name}"\n  petugas:'))
    assert found({"posting.yaml": edited(POSTING, TWO), "id.yaml": texts}, "error", "warning") == [
        f"warning id.yaml:69: '{name}' has 30 letters: some channels cut it (at most 24)"
    ]


def test_positions_that_exclude_each_other_do_not_contradict() -> None:
    needs = "rule: {is: {of: willing, value: true}}}"
    refuses = "rule: {is: {of: laptop, value: true}}}"
    posting = edited(
        POSTING,
        TWO,
        (needs, f"positions: [petugas], {needs}"),
        (refuses, "positions: [lain], rule: {is: {of: willing, value: false}}}"),
        ("weight: preferred", "weight: mandatory"),
    )
    texts = edited(INDONESIAN, ("  petugas:", '  lain: "Lain"\n  petugas:'))
    assert found({"posting.yaml": posting, "id.yaml": texts}, "error") == []


def test_files_that_cannot_be_read_are_errors() -> None:
    assert [str(one) for one in lint({})] == [
        "error posting.yaml: is missing (posting.yaml beside id.yaml)"
    ]
    assert [str(one) for one in lint({"posting.yaml": "["})] == [
        "error posting.yaml:2: is no YAML: did not find expected node content"
    ]
    assert found({"posting.yaml": POSTING}, "error") == [
        "error id.yaml: is missing (a file for each language)"
    ]
    broken = {**SMALL, "id.yaml": edited(INDONESIAN, ("agency:", "instansi:"))}
    missing, unknown = found(broken, "error")
    assert missing.startswith("error id.yaml:4: 'agency' is missing (allowed: ")
    assert unknown.startswith("error id.yaml:5: instansi: is unknown here (allowed: ")


def both(*pairs: tuple[str, str]) -> dict[str, str]:
    """The small posting with a second language: the same sentences, some of them edited."""
    posting = edited(POSTING, ("languages: [id] ", "languages: [id, en] "))
    return {**SMALL, "posting.yaml": posting, "en.yaml": edited(INDONESIAN, *pairs)}


def test_languages_say_the_same_figures() -> None:
    clause = 'umum-1: "Usia minimal 20 tahun dan maksimal 40 tahun."'
    files = both((clause, 'umum-1: "At least 21, at most 40 years, see www.a.example."'))
    [problem] = [one for one in lint(files) if one.severity != "gap"]
    assert (problem.severity, problem.file, problem.line) == ("error", "en.yaml", 14)
    assert problem.problem == (
        "clauses.umum-1: lacks 20 and adds 21, www.a.example, compared with id.yaml"
    )


def test_sentences_of_the_self_check_are_compared_too() -> None:
    convention = '"Usia dihitung per hari penutupan, 13 Maret 2026."'
    [problem] = found(both((convention, "On {day} March 2026.")), "error", "warning")
    assert problem.startswith(
        "warning en.yaml:72: conventions.as-of-day: lacks 13 and adds {day}, compared with id.yaml"
    )


def test_what_one_language_adds_at_will_the_others_have_too() -> None:
    files = both(
        ('news: "www.instansi.example"\n', 'hints: {birth_date: "17-08-1999"}\n'),
        ('greeting:\n  catatan-1: "Seluruh proses seleksi tidak dipungut biaya."\n', ""),
    )
    assert [one.split(": ", 1)[1] for one in found(files, "error")] == [
        "greeting: 'catatan-1' has no sentence (a line 'catatan-1: ...')",
        "'news' is missing (in every language, or in none)",
        "hints: 'birth_date' has no sentence (a line 'birth_date: ...')",
    ]


def test_a_language_alone_is_not_compared() -> None:
    files = both()
    assert found(files, "error", "warning") == []
    assert found({**files, "id.yaml": "title: ["}, "warning") == []


def test_findings_are_told_errors_first() -> None:
    late = ("as_of: 2026-03-13 ", "as_of: 2028-03-13 ")
    nobody = ("from: 20, to: 40", "from: 40, to: 20")
    files = {**SMALL, "posting.yaml": edited(POSTING, late, nobody)}
    ranks = [one.severity for one in lint(files)]
    assert ranks == ["error", "error", "warning", "gap", "gap"]
    assert str(Finding("gap", "f", 0, "p")) == "gap f: p"


def test_ids_of_uploads_that_no_open_column_holds_are_an_error() -> None:
    ids = [f"an_upload_with_quite_a_long_name_{at}" for at in range(9)]
    slots = "".join(
        f"  - {{id: {name}, clause: berkas-1, need: mandatory, proves: []}}\n" for name in ids
    )
    names = "".join(f'  {name}: {{name: "Surat", tip: "Jelas."}}\n' for name in ids)
    files = {
        "posting.yaml": POSTING.replace("\nslots:\n", f"\nslots:\n{slots}"),
        "id.yaml": INDONESIAN.replace("\nslots:\n", f"\nslots:\n{names}"),
    }
    assert any("mandatory uploads have 325 letters" in one for one in found(files, "error"))
