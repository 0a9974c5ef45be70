"""`pandu posting`: what it prints, and the exit code that scripts look at."""

from pathlib import Path

import pytest

from bot.cli import main

HERE = Path(__file__).parent / "balai-contoh-2026"
Capture = pytest.CaptureFixture[str]


def test_a_good_posting_lints_with_counts(capsys: Capture) -> None:
    assert main(["posting", "lint", str(HERE)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "0 errors, 0 warnings, 4 gaps"
    assert lines[0].startswith("gap posting.yaml:")


def test_a_shipped_posting_is_linted_by_its_slug(capsys: Capture) -> None:
    assert main(["posting", "lint", "ppkukm-koperasi-2026"]) == 0
    assert "0 errors, 0 warnings" in capsys.readouterr().out


def test_an_error_makes_the_exit_code_1(tmp_path: Path, capsys: Capture) -> None:
    assert main(["posting", "new", "coba", "--into", str(tmp_path)]) == 0
    rules = tmp_path / "coba" / "posting.yaml"
    rules.write_text(rules.read_text("utf-8").replace("count: 3", "count: tiga"), "utf-8")
    capsys.readouterr()
    assert main(["posting", "lint", str(tmp_path / "coba")]) == 1
    out = capsys.readouterr().out
    assert "positions[0].count: 'tiga' is not a whole number" in out
    assert out.endswith("1 error, 0 warnings, 0 gaps\n")


def test_a_renamed_folder_is_an_error(tmp_path: Path, capsys: Capture) -> None:
    main(["posting", "new", "coba", "--into", str(tmp_path)])
    (tmp_path / "coba").rename(tmp_path / "lain")
    assert main(["posting", "lint", str(tmp_path / "lain")]) == 1
    assert "slug 'coba' lies in folder 'lain'" in capsys.readouterr().out


def test_no_posting_makes_the_exit_code_2(tmp_path: Path, capsys: Capture) -> None:
    assert main(["posting", "lint", str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "no such posting" in captured.err


def test_a_new_posting_lints_clean_and_says_what_comes_next(
    tmp_path: Path, capsys: Capture
) -> None:
    assert main(["posting", "new", "penyuluh-2026", "--into", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    folder = tmp_path / "penyuluh-2026"
    assert "Langkah berikutnya:" in said
    assert [line[:2] for line in said.splitlines()[2:]] == ["1.", "2.", "3."]
    assert f"pandu posting lint {folder}" in said
    assert f"pandu play --posting {folder}" in said
    assert main(["posting", "lint", str(folder)]) == 0
    assert "0 errors, 0 warnings" in capsys.readouterr().out


def test_a_new_posting_never_overwrites(tmp_path: Path, capsys: Capture) -> None:
    main(["posting", "new", "coba", "--into", str(tmp_path)])
    (tmp_path / "coba" / "id.yaml").write_text("milik saya", "utf-8")
    assert main(["posting", "new", "coba", "--into", str(tmp_path)]) == 1
    assert "sudah ada dan tidak diubah" in capsys.readouterr().err
    assert (tmp_path / "coba" / "id.yaml").read_text("utf-8") == "milik saya"


@pytest.mark.parametrize("slug", ["Penyuluh 2026", "../luar", "a--b", "", "-a"])
def test_a_name_that_is_no_slug_is_refused(slug: str, tmp_path: Path, capsys: Capture) -> None:
    assert main(["posting", "new", "--into", str(tmp_path), "--", slug]) == 2
    assert "tidak dapat menjadi nama" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
