"""Talking with staff: who asks, who answers, and that the question from before comes back."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.dialog.event import Edited, Filed, LookedAt, Pressed, Said, Sent, Typed
from conversations.dialog.with_staff import wants_staff
from conversations.dialog.with_staff_acts import (
    LONGEST_ANSWER,
    Act,
    Block,
    GiveBack,
    Reply,
    Take,
    Unblock,
)
from conversations.dialog.with_staff_hours import Hours, is_open, opens, waits_until
from tests.conversations.dialog.talk import Talk, dialog, edition, started

WIB = ZoneInfo("Asia/Jakarta")
ASKED = (
    "bicara dengan petugas", "saya mau bicara dengan petugas dong", "bisa chat dengan admin?",
    "hubungkan saya dengan petugas", "sambungkan ke operator", "mau tanya petugas",
    "minta tolong disambungkan ke manusia", "saya ingin ngobrol sama orang asli", "petugas",
    "talk to a human", "can I speak to staff please", "connect me with an agent", "/petugas",
)  # fmt: skip
NOT_ASKED = (
    "petugas kebersihan, RSUD, 01-2018 sampai 12-2021, ada bukti", "siapa petugasnya?",
    "admin chat toko", "saya bekerja sebagai operator", "di mana kantor petugas", "14-05-1990",
    "staf administrasi", "kapan saya bisa bicara dengan petugas?",
)  # fmt: skip


def asking(talk: Talk | None = None) -> Talk:
    """A talk that staff have been asked into."""
    talk = talk or started()
    talk.say("bicara dengan petugas", "ya")
    return talk


@pytest.mark.parametrize("words", ASKED)
def test_many_words_ask_for_staff_and_nothing_happens_before_a_yes(words: str) -> None:
    talk = started()
    told = talk.say(words)
    assert "Senin-Jumat pukul 08.00-16.00 WIB" in told
    assert talk.state.asked.screen == "staff"
    assert not talk.state.with_staff.since
    talk.press("Kembali")
    assert talk.state.asked.screen == "q:birth_date"


@pytest.mark.parametrize("words", NOT_ASKED)
def test_other_words_do_not(words: str) -> None:
    assert not wants_staff(words)


def test_the_request_tells_staff_once_and_says_until_when_pandu_waits() -> None:
    talk = started()
    talk.say("bicara dengan petugas")
    assert "18 Desember 2025 pukul 12.00 WIB" in talk.press("Ya, hubungkan")
    assert [each.what for each in talk.turn.for_staff] == ["opened"]
    assert "masih terbuka" in talk.say("bicara dengan petugas")
    assert not talk.turn.for_staff
    assert talk.audit.count("staff_asked") == 1


def test_outside_of_the_hours_it_is_said_when_somebody_is_there() -> None:
    talk = started(datetime.fromisoformat("2025-12-20T19:30+07:00"))
    assert "22 Desember 2025 pukul 08.00 WIB" in talk.say("bicara dengan petugas")
    assert "22 Desember 2025 pukul 10.00 WIB" in talk.say("ya")


def test_where_nobody_attends_the_portal_is_named() -> None:
    alone = dialog().attended(Hours(on=False))
    try:
        talk = started(talker=alone)
        assert edition().posting.portal in talk.say("bicara dengan petugas")
        talk.say("ya")
        assert not talk.state.with_staff.since
    finally:
        dialog().attended(Hours())


def test_pandu_is_silent_and_all_words_reach_staff() -> None:
    talk = asking()
    for said in (Typed("NIK saya salah"), Typed("14-05-1990"), Edited("NIK saya beda", "5")):
        assert talk.hear(said) == ""
        assert [each.what for each in talk.turn.for_staff] == ["said"]
        assert talk.turn.echo
    assert not talk.state.facts


def test_buttons_voices_and_coming_back_are_answered_in_a_sentence() -> None:
    talk = started()
    old = talk.token("Belum tahu")
    asking(talk)
    assert "sedang berbicara dengan petugas" in talk.hear(Pressed(old))
    assert "hanya dapat membaca tulisan" in talk.hear(Sent("voice"))
    assert "sudah diteruskan" in talk.open()
    assert not talk.state.facts


def test_files_are_received_meanwhile() -> None:
    talk = asking()
    assert "diterima" in talk.hear(Filed(document=1, name="KTP.jpg", digest="1"))
    talk.hear(LookedAt(document=1, kind="image", fields={"tanggal_lahir": "1990-05-14"}))
    assert talk.state.papers["1"].state == "looked"
    assert talk.say("halo?") == ""
    talk.say("selesai")
    assert talk.state.asked.screen == "q:birth_date"


def test_to_stop_and_to_withdraw_need_nobody() -> None:
    talk = asking()
    talk.say("berhenti")
    assert talk.state.stopped
    assert talk.say("halo?") == ""
    talk.say("cabut persetujuan", "tidak")
    assert talk.state.with_staff.since
    assert talk.say("masih di sini") == ""
    talk.say("cabut persetujuan", "ya")
    assert not talk.state.consent
    assert not talk.state.with_staff.since
    assert talk.turn.for_staff[-1].reason == "withdrawn"


def test_another_person_at_the_same_telephone_is_heard() -> None:
    talk = asking()
    assert talk.say("pelamar lain")
    assert talk.state.asked.screen.partition(":")[0] in {"who", "other"}
    assert talk.state.with_staff.since


def test_to_be_erased_ends_the_talk() -> None:
    talk = asking()
    talk.say("hapus data saya", "ya")
    assert talk.state.erase_asked
    assert not talk.state.with_staff.since


def test_the_first_to_take_has_it() -> None:
    talk = asking()
    assert "sudah membaca" in talk.staff(Take(), 7)
    assert talk.staff(Take(), 8) == "taken"
    assert talk.staff(Reply("Halo"), 8) == "taken"
    assert talk.staff(GiveBack(), 8) == "taken"
    assert talk.staff(Take(), 7) == ""
    assert talk.audit.count("staff_talk_taken") == 1


def test_an_answer_comes_from_the_agency_and_takes_the_talk() -> None:
    talk = asking()
    assert talk.staff(Reply(" Kirim ulang KTP-nya. "), 7) == "*Petugas Dinas:* Kirim ulang KTP-nya."
    assert [each.what for each in talk.turn.for_staff] == ["taken", "answered"]
    assert talk.state.with_staff.staff == 7
    assert not talk.state.with_staff.waits


@pytest.mark.parametrize(
    ("text", "refused"), [("  \n", "empty"), ("a" * (LONGEST_ANSWER + 1), "too_long")]
)
def test_an_answer_that_cannot_be_sent_changes_nothing(text: str, refused: str) -> None:
    talk = asking()
    assert talk.staff(Reply(text)) == refused
    assert talk.state.with_staff.staff == 0


@pytest.mark.parametrize("act", [Take(), Reply("Halo"), GiveBack(), GiveBack("time")])
def test_nothing_is_done_in_a_talk_that_has_ended(act: Act) -> None:
    talk = asking()
    talk.say("selesai")
    before = talk.state
    assert talk.staff(act) == "closed"
    assert talk.state == before


def test_ending_what_is_not_open_says_so() -> None:
    talk = asking()
    talk.say("selesai")
    assert "Tidak ada pembicaraan" in talk.say("selesai bicara")
    assert talk.state.asked.screen == "q:birth_date"


def test_it_comes_back_by_itself_only_after_the_wait() -> None:
    talk = asking()
    assert talk.staff(GiveBack("time")) == "closed"
    talk.now += timedelta(hours=2)
    assert "Belum ada pesan baru dari petugas" in talk.staff(GiveBack("time"))
    assert talk.state.asked.screen == "q:birth_date"


def test_words_that_come_after_the_wait_are_no_answer_to_the_question() -> None:
    talk = asking()
    talk.now += timedelta(hours=3)
    assert "Belum ada pesan baru" in talk.say("14-05-1990")
    assert not talk.state.facts
    assert talk.state.asked.screen == "q:birth_date"


def test_the_wait_begins_again_with_an_answer_and_with_the_first_words_after_it() -> None:
    talk = asking()
    talk.now += timedelta(hours=1)
    talk.say("halo?")
    assert talk.state.with_staff.until == "2025-12-18T05:00:00+00:00"
    talk.staff(Reply("Ya, sebentar"))
    assert talk.state.with_staff.until == "2025-12-18T06:00:00+00:00"
    talk.now += timedelta(minutes=30)
    talk.say("baik")
    talk.now += timedelta(minutes=30)
    talk.say("sudah?")
    assert talk.state.with_staff.until == "2025-12-18T06:30:00+00:00"


def test_a_stranger_may_come_for_staff_alone() -> None:
    talk = Talk()
    told = talk.say("bicara dengan petugas")
    assert told.startswith("Selamat datang")
    assert talk.state.asked.screen == "staff"
    talk.say("ya")
    assert talk.state.with_staff.since
    talk.say("selesai")
    assert talk.state.asked.screen == "consent"


def test_a_stranger_may_come_to_report_a_scam() -> None:
    talk = Talk()
    assert "simpan buktinya" in talk.say("lapor penipuan")
    assert talk.turn.for_staff


def test_who_is_blocked_is_told_once_and_may_still_withdraw() -> None:
    talk = asking()
    talk.staff(Block("abuse"))
    assert "applicant_blocked abuse" in talk.audit
    assert not talk.state.with_staff.since
    assert edition().posting.portal in talk.say("kenapa?")
    for said in (Typed("halo"), Typed("bicara dengan petugas"), Sent("voice")):
        assert talk.hear(said) == ""
    assert talk.hear(Filed(document=1, name="KTP.jpg", digest="1")) == ""
    assert not talk.state.papers
    assert talk.staff(Block("spam")) == "blocked_already"
    talk.say("cabut persetujuan", "ya")
    assert not talk.state.consent


def test_a_block_can_be_lifted() -> None:
    talk = asking()
    talk.staff(Block("other"))
    talk.say("halo")
    assert "membuka kembali" in talk.staff(Unblock())
    assert talk.state.asked.screen == "q:birth_date"
    assert talk.staff(Unblock()) == "not_blocked"
    talk.say("14-05-1990")
    assert talk.values["birth_date"] == "1990-05-14"


def test_a_report_of_a_scam_reaches_staff_with_or_without_words() -> None:
    talk = started()
    assert "simpan buktinya" in talk.say("lapor penipuan")
    assert [each.what for each in talk.turn.for_staff] == ["fraud"]
    talk.say("Ada yang minta uang lewat telepon")
    assert talk.turn.for_staff[0].words == "Ada yang minta uang lewat telepon"
    assert talk.state.asked.screen == "q:birth_date"
    talk.say("report a scam", "tidak")
    assert not talk.turn.for_staff
    assert talk.state.asked.screen == "q:birth_date"
    assert talk.audit.count("fraud_reported") == 2


BEFORE: tuple[tuple[Said, ...], ...] = (
    (),
    (Typed("14-05-1990"),),
    (Typed("berkas"),),
    (Typed("isi pengumuman"),),
    (Typed("ringkasan"), Typed("pengingat")),
    (Pressed("q:experience::0"), Typed("pendamping umkm, LSM, 01-2018 sampai 06-2018")),
    (Pressed("slot:ktp::0"),),
)
MEANWHILE = st.lists(
    st.sampled_from((
        Typed("halo"), Typed("14-05-1990"), Typed("bicara dengan petugas"), Typed("berhenti"),
        Sent("voice"), Pressed("q:education::0"), Pressed("go::docs:0"), Edited("x", "1"),
        Filed(document=1, name="KTP.jpg", digest="1"), Take(), Reply("Halo"),
    )),
    max_size=6,
)  # fmt: skip


@given(before=st.sampled_from(BEFORE), meanwhile=MEANWHILE, end=st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_the_question_after_it_is_the_one_before(
    before: tuple[Said, ...], meanwhile: list[Said | Take | Reply], end: int
) -> None:
    talk = started()
    for said in before:
        talk.hear(said)
    place, facts, draft = talk.state.asked.screen, talk.state.facts, talk.state.asked.draft
    asking(talk)
    for each in meanwhile:
        if isinstance(each, Take | Reply):
            talk.staff(each)
        else:
            talk.hear(each)
    _ended(talk, end)
    assert not talk.state.with_staff.since
    assert (talk.state.asked.screen, talk.state.facts) == (place, facts)
    assert talk.state.asked.draft == draft


def _ended(talk: Talk, how: int) -> None:
    if how == 0:
        talk.say("selesai")
    elif how == 1:
        talk.staff(GiveBack())
    else:
        talk.now += timedelta(hours=9)
        talk.staff(GiveBack("time"))


HOURS = Hours(1, 5, time(8), time(16), timedelta(hours=2))


@pytest.mark.parametrize(
    ("now", "there", "until"),
    [
        ("2025-12-18T10:00+07:00", "2025-12-18T10:00+07:00", "2025-12-18T12:00+07:00"),
        ("2025-12-18T07:00+07:00", "2025-12-18T08:00+07:00", "2025-12-18T10:00+07:00"),
        ("2025-12-18T15:30+07:00", "2025-12-18T15:30+07:00", "2025-12-19T09:30+07:00"),
        ("2025-12-19T15:30+07:00", "2025-12-19T15:30+07:00", "2025-12-22T09:30+07:00"),
        ("2025-12-19T16:00+07:00", "2025-12-22T08:00+07:00", "2025-12-22T10:00+07:00"),
        ("2025-12-20T12:00+07:00", "2025-12-22T08:00+07:00", "2025-12-22T10:00+07:00"),
        ("2025-12-18T14:00+07:00", "2025-12-18T14:00+07:00", "2025-12-18T16:00+07:00"),
    ],
)
def test_only_attended_hours_are_waited_for(now: str, there: str, until: str) -> None:
    at = datetime.fromisoformat(now)
    assert opens(HOURS, at, WIB) == datetime.fromisoformat(there)
    assert waits_until(HOURS, at, WIB) == datetime.fromisoformat(until)
    assert is_open(HOURS, at, WIB) == (now == there)
