"""What staff see and try of an announcement before it goes out, and its post in their channel."""

import pytest

from bot.broadcasts.office import Office
from bot.broadcasts.start import office_of
from bot.settings import load
from conversations.broadcast.segment import Segment
from conversations.dialog.message import Message
from handlers.broadcast_approved import broadcast_approved
from handlers.broadcast_posted import Posted
from handlers.broadcast_tested import broadcast_tested
from handlers.broadcast_written import Draft, broadcast_rewritten, broadcast_written
from tests.broadcast.test_rules import refused
from tests.broadcast.town import ALL, HOUR, TEXTS, Town
from tests.conversations.dialog.talk import edition

BOTH = {"id": "Formulir *sudah* dibuka.", "en": "The form is *open* again."}


def office(town: Town) -> Office:
    mail = {"PANDU_SMTP_URL": "smtp://127.0.0.1:1", "PANDU_MAIL_FROM": "pandu@example.org"}
    settings = load({"PANDU_DATA_DIR": str(town.folder), **mail})
    return office_of(settings, edition(), None)


async def test_each_channel_shows_it_in_each_language(town: Town) -> None:
    now = town.clock.now()
    draft = Draft(BOTH, Segment(), now + HOUR)
    made = await broadcast_written(draft, town.parts, town.sari, now, request="1")
    shown = {(p.channel, p.language): p.text for p in office(town).previews(made, town.parts, now)}
    assert set(shown) == {(c, lang) for c in ("telegram", "webchat") for lang in ("id", "en")}
    for (_, language), text in shown.items():
        assert BOTH[language].replace("*", "") in text
        assert made.code in text
    only = Draft(BOTH, Segment(channels=("telegram",)), now + HOUR)
    made = await broadcast_rewritten(made.code, only, town.parts, town.sari, now)
    assert {p.channel for p in office(town).previews(made, town.parts, now)} == {"telegram"}


async def test_a_letter_shows_its_subject(town: Town) -> None:
    drawn = office(town).draws["email"](Message(1, "broadcast:X", "Formulir sudah dibuka."), "id")
    assert "Formulir sudah dibuka." in drawn
    assert drawn.splitlines()[0]


async def test_it_is_sent_to_who_asks_and_changed_it_has_to_be_sent_again(town: Town) -> None:
    town.people(1)
    town.sari = town.staff("Dewi", ALL, "77")
    made, now = await town.draft(), town.clock.now()
    got: list[tuple[str, str]] = []

    async def show(chat: str, message: Message, language: str) -> Posted:
        got.append((chat, language))
        return Posted("sent", "1") if len(got) > 1 else Posted("failed", reason="blocked")

    failed = broadcast_tested(made.code, town.parts, town.sari, show, now)
    assert await refused(failed) == "test_failed"
    assert await refused(broadcast_tested(made.code, town.parts, town.budi, show, now)) == (
        "no_address"
    )
    tested = await broadcast_tested(made.code, town.parts, town.sari, show, now)
    assert (tested.tested, got) == (True, [("77", "id"), ("77", "id")])
    other = Draft(TEXTS, Segment(languages=("id",)), made.not_after)
    changed = await broadcast_rewritten(made.code, other, town.parts, town.sari, now)
    assert not changed.tested
    await broadcast_tested(made.code, town.parts, town.sari, show, now)
    assert (await broadcast_approved(made.code, town.parts, town.budi, now)).status == "approved"


@pytest.mark.parametrize(
    ("outcome", "became"),
    [
        (Posted("sent", "12"), "sent:12"),
        (Posted("unknown"), "unknown"),
        (Posted("failed", reason="refused"), "failed:refused"),
    ],
)
async def test_the_agencys_channel_gets_one_post(town: Town, outcome: Posted, became: str) -> None:
    posts: list[tuple[str, str]] = []

    async def post(message: Message, language: str, edits: str) -> Posted:
        posts.append((message.text, edits))
        return outcome

    town.people(30)
    town.worker.post = post
    made = await town.started(Segment(posted=True))
    done = await town.through(made.code)
    assert (done.channel_post, len(posts)) == (became, 1)
    assert made.code in posts[0][0]


async def test_a_correction_changes_the_post(town: Town) -> None:
    posts: list[tuple[str, str]] = []

    async def post(message: Message, language: str, edits: str) -> Posted:
        posts.append((message.text, edits))
        return Posted("sent", str(len(posts)))

    town.people(1)
    town.worker.post = post
    wrong = await town.started(Segment(posted=True))
    await town.through(wrong.code)
    right = await town.started(Segment(posted=True), corrects=wrong.code)
    await town.through(right.code)
    assert [edits for _, edits in posts] == ["", "1", ""]
    assert f"ralat berkode *{right.code}*" in posts[1][0]


async def test_a_post_over_which_somebody_died_is_never_repeated(town: Town) -> None:
    town.people(1)
    made = await town.started(Segment(posted=True))
    await town.worker.round()
    assert await town.store.announcing.posted(made, "", "leased")

    async def post(message: Message, language: str, edits: str) -> Posted:
        raise AssertionError

    town.worker.post = post
    assert (await town.through(made.code)).channel_post == "unknown"


async def test_a_second_correction_is_refused(town: Town) -> None:
    town.people(1)
    wrong = await town.started()
    await town.through(wrong.code)
    right = await town.started(corrects=wrong.code)
    await town.through(right.code)
    assert await refused(town.draft(corrects=wrong.code)) == "corrected"
