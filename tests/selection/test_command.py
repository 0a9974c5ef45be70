"""`pandu selection`: from a list to its publication, by two people."""

import shutil
from pathlib import Path

import pytest

from bot.cli import main
from tests.selection.conftest import copied

LIST = """No Pendaftaran;Nama;Email;Hasil;Nilai
A-1;Rina;rina@example.com;lulus;85,5
A-2;Budi;budi@example.com;gugur;
A-3;Cici;;lulus;80
"""


@pytest.fixture
def place(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with staff, and a list."""
    copied(empty, tmp_path)
    monkeypatch.setenv("PANDU_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PANDU_MASTER_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    monkeypatch.setenv("PANDU_SMTP_URL", "smtp://127.0.0.1:2525")
    monkeypatch.setenv("PANDU_MAIL_FROM", "pandu@example.com")
    monkeypatch.setenv("PANDU_NOW", "2025-12-24T08:00+07:00")
    (tmp_path / "list.csv").write_text(LIST)
    return tmp_path


class Terminal:
    def __init__(self, caught: pytest.CaptureFixture[str]) -> None:
        self._caught, self.printed = caught, [""]

    def __call__(self, *words: str, who: str = "Sari") -> list[str]:
        """What is printed by a call that works."""
        assert main(["selection", *words, "--as", who]) == 0
        return self._caught.readouterr().out.splitlines()

    def refused(self, *words: str, who: str = "Sari") -> str:
        assert main(["selection", *words, "--as", who]) == 1
        told = self._caught.readouterr()
        self.printed = told.out.splitlines()
        return told.err.strip()


@pytest.fixture
def call(place: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def test_from_a_list_to_its_publication(place: Path, call: Terminal) -> None:
    stage = ("--stage", "administrasi")
    file = str(place / "list.csv")
    shown = call("preview", file, *stage)
    assert shown[0] == "3 new, 0 added, 0 changed, 0 same"
    digest = shown[-1].removeprefix("digest ")
    assert call("import", file, *stage, "--expect", digest) == shown
    assert call("import", file, *stage)[0] == "0 new, 0 added, 0 changed, 3 same"
    meeting = ("--at", "2025-12-29T09:00+07:00", "--place", "Kantor Dinas")
    frozen = call("freeze", *stage, *meeting)
    number, code = frozen[0].split()[1].strip(":"), frozen[1].removeprefix("hash ")
    assert any("lulus Seleksi Administrasi" in line for line in frozen)
    assert sum("to be cleared by hand" in line for line in frozen) == 1
    assert "cannot approve" in call.refused("approve", number, "--hash", code)
    assert "hash differs" in call.refused("approve", number, "--hash", "0000", who="Tono")
    assert "not at that step" in call.refused("publish", number)
    assert "approved" in call("approve", number, "--hash", code, who="Tono")[0]
    assert "published" in call("publish", number)[0]
    report = call("report", number)
    assert "to clear: 1" in report
    assert call("report") == [f"list {number}: administrasi 1, 2 people, published"]


def test_ranking_and_the_final_choice(place: Path, call: Terminal) -> None:
    rows = "email;hasil;nilai\n" + "".join(f"p{n}@example.com;lulus;80\n" for n in (1, 2))
    file = place / "equal.csv"
    file.write_text(rows)
    for stage in ("administrasi", "kompetensi", "wawancara"):
        call("import", str(file), "--stage", stage)
    assert "not set" in call.refused("choose")
    assert "reason" in call.refused("places", "1")
    assert "0 to 5" in call.refused("places", "6", "--reason", "DPA")
    ranked = call("places", "1", "--reason", "anggaran")
    assert sum("equals" in line for line in ranked) == 2
    assert "Equal totals" in call.refused("choose")
    both = [line.split()[2] for line in ranked[1:]]
    assert "reason" in call.refused("order", *both)
    assert "everybody" in call.refused("order", both[0], "--reason", "pengalaman")
    call("order", *reversed(both), "--reason", "pengalaman lebih lama")
    assert call("choose")[0] == "decisions changed: 1"
    frozen = call("freeze", "--stage", "final")
    assert f"candidate {both[1]}" in frozen[2]
    call("decide", both[1], "--outcome", "withdrawn", "--reason", "pindah kota")
    number = frozen[0].split()[1].strip(":")
    assert "not what was frozen" in call.refused(
        "approve", number, "--hash", frozen[1].split()[1], who="Tono"
    )
    call("cancel", number)
    assert call("choose")[0] == "decisions changed: 1"
    assert f"candidate {both[0]}" in call("freeze", "--stage", "final")[2]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("preview", "nothing.csv", "--stage", "administrasi"), "cannot be read"),
        (("preview", "{list}", "--stage", "tes"), "There is no stage"),
        (("preview", "{list}", "--stage", "final"), "There is no stage"),
        (("import", "{list}", "--stage", "kompetensi"), "Some rows do not fit"),
        (("preview", "{list}", "--stage", "administrasi", "--resolve", "x"), "Row x"),
        (("freeze", "--stage", "administrasi"), "Nobody"),
        (("freeze", "--stage", "administrasi", "--place", "Kantor"), "time and a place"),
        (("freeze", "--stage", "wawancara", "--place", "Kantor"), "no invitation behind"),
        (("freeze", "--stage", "administrasi", "--place", "K", "--at", "2025-12-01T09:00+07:00"),
         "has passed"),
        (("publish", "7"), "not known"),
        (("report", "7"), "not known"),
        (("decide", "7", "--outcome", "fail"), "not known"),
        (("clear", "7", "8", "--note", "ditelepon"), "not known"),
    ],
)  # fmt: skip
def test_each_misuse_is_told(
    place: Path, call: Terminal, words: tuple[str, ...], said: str
) -> None:
    filled = [word.format(list=place / "list.csv") for word in words]
    assert said in call.refused(*filled)


def test_who_is_no_staff_or_has_no_role(call: Terminal) -> None:
    assert "not known as staff" in call.refused("report", who="Siapa")


def test_an_unclear_row_is_settled(place: Path, call: Terminal) -> None:
    shared = "nomor peserta;email;hasil\nA-1;k@example.com;lulus\nA-2;k@example.com;lulus\n"
    (place / "first.csv").write_text(shared)
    call("import", str(place / "first.csv"), "--stage", "administrasi")
    (place / "second.csv").write_text("email;hasil\nk@example.com;lulus\n")
    words = ("import", str(place / "second.csv"), "--stage", "kompetensi")
    assert "Some rows do not fit" in call.refused(*words)
    unclear = next(line for line in call.printed if "or new" in line)
    known = unclear.partition("candidate:")[2].partition(",")[0]
    assert call(*words, "--resolve", f"2=candidate:{known}")[0].startswith("0 new, 1 added")


def test_a_list_to_fill_in(tmp_path: Path) -> None:
    assert main(["selection", "template", str(tmp_path / "list.xlsx")]) == 0
    assert (tmp_path / "list.xlsx").stat().st_size > 1000
    shutil.rmtree(tmp_path)
