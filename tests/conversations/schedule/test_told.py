"""What is said on an occasion, or why nothing is."""

from datetime import datetime, timedelta
from typing import cast

import pytest
from msgspec.structs import replace

from conversations.dialog.state import Fact, FactValue, State
from conversations.documents.findings import Finding
from conversations.documents.paper import Paper
from conversations.schedule.due import Told, told
from conversations.schedule.times import Timed, timetable
from tests.conversations.dialog.talk import CLOSING, Talk, dialog, edition, started
from tests.conversations.eligibility.shipped import values

POSTING = edition().posting
ALL = {timed.occasion.id: timed for timed in timetable(POSTING)}
WHEN = "2025-12-19T03:00:00+00:00"


def at(state: State, name: str, late: timedelta = timedelta(0)) -> Told:
    timed = ALL[name]
    return told(dialog().scene(state, timed.due + late), timed.occasion.name, timed.until)


def text(state: State, name: str) -> str:
    found = at(state, name)
    assert found.turn is not None, found.reason
    return found.turn.messages[0].text


@pytest.fixture(scope="module")
def begun() -> State:
    """Consented, and one question answered."""
    talk = started()
    talk.say("17-08-1990")
    return talk.state


def test_it_tells_exactly_what_is_lacking(begun: State) -> None:
    said = text(begun, "closing-24h")
    assert "ditutup 24 jam lagi, pada *22 Desember 2025 pukul 16.00 WIB*" in said
    assert "9 hal belum dijawab (Pendidikan, Domisili" in said
    assert "Berkas wajib yang belum ada (11): Surat lamaran" in said
    assert POSTING.form_url in said


def test_what_is_there_is_not_lacking(begun: State) -> None:
    paper = Paper(7, "ktp.pdf", WHEN, slot="ktp", state="looked", kind="pdf")
    said = text(replace(begun, papers={"7": paper}), "closing-24h")
    assert "(10): Surat lamaran" in said
    assert "KTP" not in said


def test_what_is_unsure_or_refused_is_lacking_too(begun: State) -> None:
    refused = Paper(7, "ktp.gif", WHEN, slot="ktp", state="looked", findings=(Finding("animated"),))
    facts = {**begun.facts, "education": Fact(unsure=True, at=WHEN)}
    said = text(replace(begun, papers={"7": refused}, facts=facts), "closing-24h")
    assert "masih dijawab belum tahu (Pendidikan)" in said
    assert "Berkas yang perlu dikirim ulang (1): KTP" in said


def test_who_has_everything_lacks_the_form_alone() -> None:
    papers = {
        str(number): Paper(number, "a.pdf", WHEN, slot=slot.id, state="looked", kind="pdf")
        for number, slot in enumerate(POSTING.slots)
    }
    state = State(consent=WHEN, acknowledged=WHEN, papers=papers, facts=answered())
    said = text(state, "last-day")
    lines = [line for line in said.splitlines() if line.startswith("- ")]
    assert lines == ["- Formulir resmi: belum dinyatakan terkirim"]


def answered() -> dict[str, Fact]:
    """Everything that the self-check asks for."""
    return {key: Fact(cast("FactValue", value), at=WHEN) for key, value in values().items()}


def test_the_opening_is_told_with_the_link(begun: State) -> None:
    said = text(begun, "opening")
    assert said.startswith("Pendaftaran *Tenaga Ahli")
    assert "sudah dibuka, sampai *22 Desember 2025 pukul 16.00 WIB*" in said
    assert POSTING.form_url in said


def test_in_the_last_hours_nobody_misses_that_the_form_is_not_sent(begun: State) -> None:
    said = text(begun, "closing-1h")
    assert said.startswith("*PERHATIAN: FORMULIR RESMI BELUM DINYATAKAN TERKIRIM.*")
    assert "*1 jam lagi*" in said
    late = at(begun, "closing-1h", timedelta(minutes=25, seconds=20))
    assert late.turn is not None
    assert "*35 menit lagi*" in late.turn.messages[0].text


def test_days_are_told_as_days(begun: State) -> None:
    assert "2 hari lagi" in text(begun, "closing-48h")
    assert "8 jam lagi" in text(begun, "last-day")


def test_their_own_clock_stands_beside(begun: State) -> None:
    assert "16.00 WIB (18.00 WIT)" in text(replace(begun, zone="Asia/Jayapura"), "last-day")


def test_in_their_language(begun: State) -> None:
    said = text(replace(begun, language="en"), "closing-15m")
    assert said.startswith("*ATTENTION: YOU HAVE NOT SAID THAT THE OFFICIAL FORM WAS SENT.*")
    assert "in 15 minutes" in said


def test_the_buttons_lead_on() -> None:
    talk = started()
    scene = dialog().scene(talk.state, ALL["closing-1h"].due)
    found = told(scene, "reminder:closing-1h", CLOSING)
    assert found.turn is not None
    assert found.turn.state.asked == talk.state.asked
    later = Talk(ALL["closing-1h"].due)
    later.state = found.turn.state
    later.messages += found.turn.messages
    assert "formulir" in later.press("Sudah saya kirim").lower()


@pytest.mark.parametrize(
    ("changed", "name", "reason"),
    [
        ({"consent": ""}, "closing-1h", "no consent"),
        ({"consent": ""}, "administrasi", "no consent"),
        ({"stopped": WHEN}, "closing-1h", "stopped"),
        ({"stopped": WHEN}, "administrasi", "stopped"),
        ({"reminders": "paused"}, "closing-1h", "paused"),
        ({"reminders": "paused"}, "closed", "paused"),
        ({"reminders": "paused"}, "administrasi", ""),
        ({"reminders": "few"}, "closing-48h", "rhythm"),
        ({"reminders": "few"}, "last-day", "rhythm"),
        ({"reminders": "few"}, "closing-24h", ""),
        ({"reminders": "few"}, "closing-3h", ""),
        ({"verdict": "not_eligible"}, "closing-1h", "rhythm"),
        ({"verdict": "not_eligible"}, "closing-24h", ""),
        ({"form_sent": WHEN}, "closing-1h", "form sent"),
        ({"form_sent": WHEN}, "opening", "form sent"),
        ({"form_sent": WHEN}, "closed", ""),
        ({"form_sent": WHEN}, "administrasi", ""),
    ],
)
def test_nothing_pointless_or_unwanted(
    begun: State, changed: dict[str, str], name: str, reason: str
) -> None:
    found = at(replace(begun, **changed), name)
    assert found.reason == reason
    assert (found.turn is None) == bool(reason)


def test_who_may_not_meet_a_requirement_hears_that_nobody_decided(begun: State) -> None:
    said = text(replace(begun, verdict="not_eligible"), "closing-24h")
    assert "Ini bukan keputusan" in said


def test_after_the_closing_nothing_is_asked_for(begun: State) -> None:
    sent = text(replace(begun, form_sent=WHEN), "closed")
    assert "menyatakan sudah mengirim formulir resmi pada 19 Desember 2025 pukul 10.00" in sent
    unsent = text(begun, "closed")
    assert "tidak lagi ditawarkan" in unsent
    assert POSTING.form_url not in unsent


def test_the_pointer_to_results_is_the_same_for_everybody(begun: State) -> None:
    others = [
        replace(begun, form_sent=WHEN, verdict="eligible", progress="checked"),
        replace(begun, verdict="not_eligible", facts={}),
    ]
    said = text(begun, "administrasi")
    assert {text(other, "administrasi") for other in others} == {said}
    assert "24 Desember 2025" in said
    assert "www.disppkukm.jakarta.go.id" in said


@pytest.mark.parametrize("timed", ALL.values(), ids=lambda timed: timed.occasion.id)
def test_too_late_is_never(begun: State, timed: Timed) -> None:
    late = told(dialog().scene(begun, timed.until), timed.occasion.name, timed.until)
    assert late == Told(reason="late")


def test_a_moment_that_slipped_into_the_night_waits_for_the_morning(begun: State) -> None:
    night = datetime.fromisoformat("2025-12-20T22:00+07:00")
    until = datetime.fromisoformat("2025-12-21T09:00+07:00")
    found = told(dialog().scene(begun, night), "reminder:closing-48h", until)
    assert found == Told(later=datetime.fromisoformat("2025-12-21T07:00+07:00"))
    until = datetime.fromisoformat("2025-12-21T04:00+07:00")
    found = told(dialog().scene(begun, night), "reminder:closing-48h", until)
    assert found == Told(reason="quiet hours")


def test_it_must_be_out_before_the_night(begun: State) -> None:
    found = at(begun, "closing-48h", timedelta(hours=4))
    assert found.until == datetime.fromisoformat("2025-12-20T21:00+07:00")
    east = at(replace(begun, zone="Asia/Jayapura"), "closing-48h", timedelta(hours=2))
    assert east.until == datetime.fromisoformat("2025-12-20T21:00+09:00")
    assert at(begun, "closing-3h").until == ALL["closing-3h"].until


def test_what_nobody_declared_is_dropped(begun: State) -> None:
    found = told(dialog().scene(begun, CLOSING), "reminder:other", CLOSING + timedelta(days=1))
    assert found.reason == "not declared"


def test_before_the_opening_nothing_is_pointless_to_wait_for(begun: State) -> None:
    early = datetime.fromisoformat("2025-12-17T10:00+07:00")
    found = told(dialog().scene(begun, early), "reminder:opening", CLOSING)
    assert found.reason == "phase"
    found = told(dialog().scene(begun, early), "reminder:closed", CLOSING)
    assert found.reason == "phase"
