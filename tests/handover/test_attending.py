"""Staff are told once who waits, and Pandu comes back by itself."""

from datetime import timedelta

from msgspec.structs import replace

from bot.handover.attending import Attending
from bot.texts import load_phrases
from conversations.dialog.event import Address, Typed
from conversations.dialog.turn import Turn
from conversations.dialog.with_staff_state import NOBODY
from handlers.handover_acted import Answer, handover_answered
from tests.handover.conftest import Says, member, screen
from tests.time_machine.machine import SLUG, Worker

NOTE = "Ada pelamar yang menunggu petugas."


class Carrier:
    """Keeps the notes that it was given."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []

    async def note(self, chat: str, text: str) -> None:
        self.notes.append((chat, text))


def attending(worker: Worker, carrier: Carrier | None = None) -> Attending:
    clock, tell = worker.world.clock, {"telegram": worker.post.reply}
    made = Attending(worker.parts, load_phrases(), clock, tell)
    made.note = carrier.note if carrier else None
    return made


async def test_those_of_the_staff_who_attend_are_told_once(
    worker: Worker, other: Worker, asking: int, says: Says
) -> None:
    member(worker, "Sari", telegram="11")
    member(worker, "Budi", "administrator", "verifier", telegram="12")
    member(worker, "Tono", "reader", telegram="13")
    member(worker, "Dewi", "verifier")
    carrier = Carrier()
    await attending(worker, carrier).round()
    await attending(other, carrier).round()
    assert {chat for chat, _ in carrier.notes} == {"11", "12"}
    assert len(carrier.notes) == 2
    assert all(text.startswith(NOTE) for _, text in carrier.notes)
    assert not any("rina" in text.casefold() for _, text in carrier.notes)
    (found,) = await worker.store.handovers().open(worker.parts.slug)
    assert all(text.endswith(f"/console/handovers/{found.id}") for _, text in carrier.notes)


async def test_they_are_told_again_only_of_words_after_an_answer(
    worker: Worker, asking: int, says: Says
) -> None:
    who = member(worker, "Sari", telegram="11")
    carrier = Carrier()
    round_ = attending(worker, carrier).round
    await round_()
    await says("halo?")
    await round_()
    assert len(carrier.notes) == 1
    await handover_answered(asking, Answer("Ya?"), worker.parts, who, worker.world.clock.now())
    await round_()
    assert len(carrier.notes) == 1
    await says("NIK saya salah")
    await says("tolong")
    await round_()
    assert len(carrier.notes) == 2


async def test_a_report_of_a_scam_is_told_of(worker: Worker, says: Says) -> None:
    member(worker, "Sari", telegram="11")
    await says("lapor penipuan", "budi")
    carrier = Carrier()
    await attending(worker, carrier).round()
    assert [text.split(".")[0] for _, text in carrier.notes] == ["Ada laporan penipuan baru"]


async def test_many_at_once_are_one_note(worker: Worker, says: Says) -> None:
    member(worker, "Sari", telegram="11")
    for name in ("ani", "budi", "citra", "dewi"):
        await says("lapor penipuan", name)
    carrier = Carrier()
    await attending(worker, carrier).round()
    assert [text.endswith("/console/handovers") for _, text in carrier.notes] == [True]


async def test_where_nobody_carries_notes_they_wait_for_who_does(
    worker: Worker, asking: int
) -> None:
    member(worker, "Sari", telegram="11")
    await attending(worker).round()
    carrier = Carrier()
    await attending(worker, carrier).round()
    assert len(carrier.notes) == 1


async def test_pandu_comes_back_once_nobody_answered_in_time(
    worker: Worker, other: Worker, asking: int
) -> None:
    await worker.deliver()
    await attending(worker).round()
    assert await screen(worker) == "with_staff"
    worker.world.clock.moment += timedelta(hours=2)
    before = worker.world.replies
    await attending(worker).round()
    await attending(other).round()
    await worker.deliver()
    assert await screen(worker) == "q:birth_date"
    assert worker.world.replies - before == 1
    assert await worker.store.handovers().open(worker.parts.slug) == []


async def test_words_said_at_the_same_moment_bring_pandu_back_once(
    worker: Worker, asking: int, says: Says
) -> None:
    worker.world.clock.moment += timedelta(hours=2)
    committed = await says(Typed("14-05-1990"))
    assert committed.turn
    assert not committed.turn.state.facts
    before = worker.world.replies
    await attending(worker).round()
    await worker.deliver()
    assert worker.world.replies == before


async def test_a_row_that_the_talk_does_not_know_is_closed(worker: Worker, asking: int) -> None:
    """So that nobody looks at it for ever."""
    worker.world.clock.moment += timedelta(hours=2)
    address = Address("telegram", "rina")
    case = await worker.store.case_of(address, SLUG, worker.world.clock.now())
    turn = Turn(replace(case.state, with_staff=NOBODY))
    assert await worker.store.commit_alone(case, turn, worker.world.clock.now()) == "done"
    await attending(worker).round()
    assert await worker.store.handovers().open(SLUG) == []
