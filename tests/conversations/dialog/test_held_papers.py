"""Identity papers in a talk where they are not asked for."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from conversations.dialog.capabilities import ALL
from conversations.dialog.event import Filed, HoldEnded, LookedAt, Pressed, Said, Typed
from conversations.dialog.stored import decode, encode
from tests.conversations.dialog.talk import OPEN, Talk, dialog

NARROW = replace(ALL, identity_papers=False)


class Narrow(Talk):
    """A talk on a channel that may not ask for them."""

    def hear(self, said: Said) -> str:
        state = decode(encode(self.state))
        self.turn = dialog().advance(state, said, self.now, NARROW)
        self.state = self.turn.state
        self.messages += self.turn.messages
        self.audit += self.turn.audit
        return "\n".join(message.text for message in self.turn.messages)


@pytest.fixture
def talk() -> Narrow:
    begun = Narrow(OPEN)
    begun.open()
    begun.press("Setuju", "Sudah saya baca")
    return begun


def held(talk: Narrow) -> list[str]:
    return [paper.held for paper in talk.state.papers.values() if paper.held]


@pytest.mark.parametrize("words", ["ini KTP saya", "npwp", "foto buku rekening", "tabungan"])
def test_what_is_called_one_is_held_at_once(talk: Narrow, words: str) -> None:
    told = talk.hear(Filed(document=1, name="foto.jpg", caption=words))
    assert "tersegel sampai 19 Desember 2025 pukul 10.00 WIB" in told
    (until,) = held(talk)
    assert datetime.fromisoformat(until) == OPEN + timedelta(hours=24)
    assert talk.turn.messages[-1].links
    assert "document_held" in talk.audit
    assert talk.state.missing is not None
    assert "ktp" in talk.state.missing


def test_what_is_recognised_as_one_is_held_and_not_read(talk: Narrow) -> None:
    talk.hear(Filed(document=1, name="foto.jpg"))
    fields = {"nik": "3171012345678901", "nama": "RINA"}
    told = talk.hear(LookedAt(document=1, kind="jpeg", fields=fields, slot="", slot_guess="ktp"))
    assert "tersegel sampai" in told
    assert held(talk)
    assert talk.state.papers["1"].fields == {}


def test_a_held_one_that_is_looked_at_is_not_read_either(talk: Narrow) -> None:
    talk.hear(Filed(document=1, name="foto.jpg", caption="KTP"))
    assert talk.hear(LookedAt(document=1, kind="jpeg", fields={"nik": "1"}, slot="ktp")) == ""
    assert held(talk)
    assert talk.state.papers["1"].fields == {}


def test_who_agrees_has_it_used_and_looked_at_anew(talk: Narrow) -> None:
    talk.hear(Filed(document=1, name="foto.jpg", caption="KTP"))
    talk.hear(LookedAt(document=1, kind="jpeg", fields={"nik": "1"}, slot="ktp"))
    told = talk.press("Setuju dipakai")
    assert "dipakai sesuai persetujuan" in told
    paper = talk.state.papers["1"]
    assert (paper.held, paper.state, paper.looks) == ("", "waiting", 1)
    assert "document_hold_agreed" in talk.audit
    talk.hear(LookedAt(document=1, kind="jpeg", slot="ktp"))
    assert held(talk) == []


def test_who_agrees_before_it_was_looked_at(talk: Narrow) -> None:
    talk.hear(Filed(document=1, name="foto.jpg", caption="KTP"))
    talk.press("Setuju dipakai")
    told = talk.hear(LookedAt(document=1, kind="jpeg", slot="ktp"))
    assert "Hasil pemeriksaan otomatis" in told


def test_who_wants_it_gone_has_it_gone(talk: Narrow) -> None:
    talk.hear(Filed(document=1, name="foto.jpg", caption="KTP"))
    talk.press("Hapus sekarang")
    assert talk.state.papers == {}
    assert "tidak berlaku" in talk.press("Setuju dipakai")


def test_after_its_day_it_goes_once(talk: Narrow) -> None:
    talk.hear(Filed(document=1, name="foto.jpg", caption="KTP"))
    assert "sudah dihapus" in talk.hear(HoldEnded(1))
    assert talk.state.papers == {}
    assert talk.hear(HoldEnded(1)) == ""


def test_what_was_agreed_to_outlives_its_day(talk: Narrow) -> None:
    talk.hear(Filed(document=1, name="foto.jpg", caption="KTP"))
    talk.press("Setuju dipakai")
    assert talk.hear(HoldEnded(1)) == ""
    assert list(talk.state.papers) == ["1"]


def test_what_came_by_the_page_is_not_held(talk: Narrow) -> None:
    told = talk.hear(Filed(document=1, name="ktp.jpg", slot="ktp", digest="d"))
    assert told.startswith("Berkas diterima pada")
    talk.hear(LookedAt(document=1, kind="jpeg", slot="ktp", slot_guess="ktp"))
    assert held(talk) == []


def test_other_papers_are_taken_as_ever(talk: Narrow) -> None:
    assert talk.hear(Filed(document=1, name="ijazah.pdf")).startswith("Berkas diterima pada")
    talk.hear(LookedAt(document=1, kind="pdf", slot="ijazah", slot_guess="ijazah"))
    assert held(talk) == []


@pytest.mark.parametrize(
    "words", ["3171012345678901", "NIK saya 3171 0123 4567 8901", "12.345.678.9-012.345"]
)
def test_a_number_is_not_wanted_here(talk: Narrow, words: str) -> None:
    assert "tidak ditulis di percakapan ini" in talk.hear(Typed(words))


@pytest.mark.parametrize("words", ["14 Mei 1990", "70209, 62019, 70201", "081234567890", "17"])
def test_other_numbers_are_answers(talk: Narrow, words: str) -> None:
    assert "tidak ditulis" not in talk.hear(Typed(words))


def test_where_they_may_be_asked_nothing_is_held() -> None:
    wide = Talk(OPEN)
    wide.open()
    wide.press("Setuju", "Sudah saya baca")
    assert wide.hear(Filed(document=1, name="x.jpg", caption="KTP")).startswith("Berkas diterima")
    assert "tidak ditulis" not in wide.say("3171012345678901")


@pytest.mark.parametrize("slot", ["ktp", "npwp"])
def test_the_slot_of_one_asks_for_it_on_the_page_alone(talk: Narrow, slot: str) -> None:
    told = talk.hear(Pressed(f"slot:{slot}::0"))
    assert "*tidak* dikirim di percakapan ini" in told
    assert "Kirim berkasnya sekarang" not in told
    assert "Kirim berkasnya sekarang" in talk.hear(Pressed("slot:ijazah::0"))
