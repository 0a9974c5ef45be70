"""Posting folders: found, read into editions, hashed, begun."""

from pathlib import Path

import pytest

from bot.postings import (
    SHIPPED,
    begin_posting,
    digest,
    find_posting,
    load_edition,
    read_texts,
    served_edition,
    shipped,
)
from bot.serving import serve
from conversations.posting.reader import PostingError

HERE = Path(__file__).parent / "balai-contoh-2026"


def test_a_slug_or_a_path_finds_a_posting() -> None:
    assert shipped() == ["ppkukm-koperasi-2026"]
    assert find_posting("ppkukm-koperasi-2026") == SHIPPED / "ppkukm-koperasi-2026"
    assert find_posting(str(HERE)) == HERE.resolve()


def test_a_relative_path_finds_a_posting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE.parent)
    assert find_posting("balai-contoh-2026") == HERE.resolve()
    monkeypatch.chdir(HERE)
    assert find_posting(".") == HERE.resolve()


def test_what_is_no_posting_is_told(tmp_path: Path) -> None:
    with pytest.raises(PostingError, match=r"no such posting .*ppkukm-koperasi-2026"):
        find_posting(str(tmp_path))


def test_an_edition_holds_every_language_and_the_hash_of_its_folder() -> None:
    edition = load_edition(HERE)
    assert set(edition.texts) == {"id", "en"}
    assert edition.texts["en"].positions == {"analis": "Data analyst", "penyuluh": "Field officer"}
    assert len(edition.digest) == 64
    assert edition == load_edition(HERE)


def unreachable(into: Path) -> Path:
    """A posting that parses, with a requirement that nobody can satisfy and a label too long."""
    folder = begin_posting("coba-2026", into)
    rules, sentences = folder / "posting.yaml", folder / "id.yaml"
    rules.write_text(
        rules.read_text("utf-8").replace("from: 20, to: 40", "from: 40, to: 20"), "utf-8"
    )
    said = sentences.read_text("utf-8")
    sentences.write_text(said.replace("(selesai)", "yang sudah selesai"), "utf-8")
    return folder


def test_people_are_served_only_with_what_lints_without_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert served_edition(HERE) == load_edition(HERE)
    assert capsys.readouterr().err == ""
    folder = unreachable(tmp_path)
    with pytest.raises(PostingError, match=r"^posting\.yaml:\d+: 'umum-1': age from 40 to 20"):
        served_edition(folder)
    rules = folder / "posting.yaml"
    rules.write_text(
        rules.read_text("utf-8").replace("from: 40, to: 20", "from: 20, to: 40"), "utf-8"
    )
    assert served_edition(folder) == load_edition(folder)
    warnings = capsys.readouterr().err.splitlines()
    assert warnings
    assert all(line.startswith("warning id.yaml:") for line in warnings)


def test_the_program_does_not_start_with_a_posting_that_has_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANDU_POSTING", str(unreachable(tmp_path)))
    monkeypatch.setenv("PANDU_DATA_DIR", str(tmp_path / "data"))
    assert serve("serve") == 2
    assert (
        "posting.yaml:60: 'umum-1': age from 40 to 20 holds for nobody" in capsys.readouterr().err
    )


def test_the_digest_sees_every_change() -> None:
    files = {"a.yaml": b"x", "b.yaml": b"yz"}
    changes = [
        {"a.yaml": b"x", "b.yaml": b"yy"},
        {"a.yaml": b"xy", "b.yaml": b"z"},
        {"a.yaml": b"x", "c.yaml": b"yz"},
        {"a.yaml": b"x"},
    ]
    assert digest(dict(reversed(files.items()))) == digest(files)
    assert len({digest(files), *map(digest, changes)}) == 5


def test_a_missing_or_unreadable_file_is_told(tmp_path: Path) -> None:
    folder = begin_posting("coba", tmp_path)
    (folder / "id.yaml").write_bytes(b"title: \xff")
    with pytest.raises(PostingError, match=r"id\.yaml: is not UTF-8"):
        load_edition(folder)
    (folder / "id.yaml").unlink()
    with pytest.raises(PostingError, match=r"id\.yaml: is missing"):
        load_edition(folder)


def test_a_mark_at_the_beginning_of_a_file_is_no_letter(tmp_path: Path) -> None:
    folder = begin_posting("coba", tmp_path)
    text = (folder / "id.yaml").read_bytes()
    (folder / "id.yaml").write_bytes(b"\xef\xbb\xbf" + text)
    assert read_texts(folder)["id.yaml"].startswith("#")


def test_a_begun_posting_is_whole_and_never_overwrites(tmp_path: Path) -> None:
    folder = begin_posting("penyuluh-2026", tmp_path / "baru")
    assert load_edition(folder).posting.slug == "penyuluh-2026"
    with pytest.raises(FileExistsError):
        begin_posting("penyuluh-2026", tmp_path / "baru")
