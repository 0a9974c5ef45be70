"""answers.yaml is read with every fault told, and linted against the clauses."""

from pathlib import Path

import pytest

from bot.postings import SHIPPED, load_edition, read_texts
from conversations.posting.lint import lint
from conversations.posting.parse import parse
from conversations.posting.parse_answers import parse_answers
from conversations.posting.reader import PostingError
from tests.conversations.posting.small import FILES, INDONESIAN, POSTING, edited

ANSWERS = FILES["answers.yaml"]


def read(*pairs: tuple[str, str]) -> str:
    try:
        parse_answers(edited(ANSWERS, *pairs), parse(POSTING))
    except PostingError as error:
        return str(error)
    return ""


def test_the_small_answers_are_read() -> None:
    book = parse_answers(ANSWERS, parse(POSTING))
    assert [entry.id for entry in book.entries] == ["closing", "fees", "pay"]
    assert book.sensitive == {"money": ("catatan-1",)}
    assert (book.entries[0].clock, book.entries[2].kind) == ("registration", "not_in_posting")


def test_every_part_may_be_absent() -> None:
    book = parse_answers("answers: []", parse(POSTING))
    assert (book.entries, book.sensitive) == ((), {})
    assert parse_answers("sensitive: {}", parse(POSTING)) == book


def test_everything_an_entry_may_hold() -> None:
    more = (
        "    clauses: [catatan-1]\n    gaps: [proof-unstated]\n    conventions: [as-of-day]\n"
        "    general: [laptop]\n    titles: true\n    long: true\n    say: {id: Gratis.}\n"
        "    kind: answered\n    ask: [apakah"
    )
    text = edited(ANSWERS, ("    clauses: [catatan-1]\n    ask: [apakah", more))
    entry = parse_answers(text, parse(POSTING)).entries[1]
    assert (entry.gaps, entry.conventions) == (("proof-unstated",), ("as-of-day",))
    assert (entry.general, entry.titles, entry.long) == (("laptop",), True, True)
    assert (entry.say, entry.kind) == ({"id": "Gratis."}, "answerable")


@pytest.mark.parametrize(("pair", "told"), [
    (("clauses: [jadwal-1]", "clauses: [jadwal-9]"), "no clause is called 'jadwal-9'"),
    (("money: [catatan-1]", "cash: [catatan-1]"), "is unknown here"),
    (("money: [catatan-1]", "money: [x]"), "no clause is called 'x'"),
    (("clock: registration", "clock: sundial"), "'sundial' is unknown"),
    (("kind: silent", "kind: mute"), "'mute' is unknown"),
    (('subject: {id: "', 'subject: {su: "'), "is unknown here"),
    (("- id: fees", "- id: pay"), "'pay' stands twice"),
    (("    clock: registration\n", "    titles: maybe\n"), "'maybe' is unknown"),
    (("    clock: registration\n", "    gaps: [x]\n"), "no gap is called 'x'"),
])  # fmt: skip
def test_a_slip_is_told_with_its_place(pair: tuple[str, str], told: str) -> None:
    assert told in read(pair)
    assert "answers.yaml:" in read(pair)


def found(*pairs: tuple[str, str]) -> list[str]:
    files = {
        "posting.yaml": POSTING, "id.yaml": INDONESIAN, "answers.yaml": edited(ANSWERS, *pairs)
    }  # fmt: skip
    return [str(one) for one in lint(files) if one.severity == "error"]


def test_the_linter_holds_sentences_against_the_clauses() -> None:
    assert found() == []
    (invented,) = found(('{id: "besar gaji"}', '{id: "gaji 5 juta"}'))
    assert "answers: 'pay' says 5, which no clause says" in invented
    (missing,) = found(('    subject: {id: "besar gaji"}\n', ""))
    assert "answers: 'pay' has no subject in 'id'" in missing
    (unread,) = found(("kind: silent", "kind: mute"))
    assert "'mute' is unknown" in unread


def test_each_language_needs_its_sentence() -> None:
    files = read_texts(SHIPPED / "ppkukm-koperasi-2026")
    said = 'say: {id: "Terbuka untuk semua jurusan.", en: "Open to all fields of study."}'
    files["answers.yaml"] = edited(files["answers.yaml"], (said, 'say: {id: "Terbuka."}'))
    (missing,) = [str(one) for one in lint(files) if one.severity == "error"]
    assert "answers: 'umum-4' has no say in 'en'" in missing


def test_a_posting_without_answers_is_whole(tmp_path: Path) -> None:
    for name in ("posting.yaml", "id.yaml"):
        (tmp_path / name).write_text(FILES[name], "utf-8")
    assert load_edition(tmp_path).answers.entries == ()
    assert [one for one in lint({"posting.yaml": POSTING, "id.yaml": INDONESIAN})
            if one.severity == "error"] == []  # fmt: skip
