"""Who is told: only who passed, on a list that two people released, as it stands on sending."""

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import DBAPIError

from conversations.selection.decision import Decision
from storage.schema_selection import publications
from storage.selection_gate import may_be_told
from storage.selection_lists import ListError
from storage.selection_signs import Signs
from tests.selection.world import ABOUT, NOW, POSTING, SARI, TONO, Scene, person


def holds(scene: Scene, number: int) -> dict[int, str]:
    """What holds each of a list."""
    return {each.candidate: each.held for each in scene.selection.status(number)}


async def test_passers_are_told_and_nobody_else(each_scene: Scene) -> None:
    scene = each_scene
    scene.take(1, (person(1), "pass", None), (person(2), "fail", None), (person(3), "pass", None))
    number = scene.published()
    assert len(scene.tell()) == 2
    assert sorted(await scene.sent()) == ["p1@example.com", "p3@example.com"]
    assert all(each.reached for each in scene.selection.status(number))
    assert scene.tell() == []
    assert await scene.sent() == []


async def test_nothing_goes_out_before_it_is_published(scene: Scene) -> None:
    scene.passed(1, [1])
    number = scene.frozen()
    assert scene.tell() == []
    scene.approve(number)
    assert scene.tell() == []
    scene.selection.publish(number, SARI)
    assert len(scene.tell()) == 1


def test_one_person_alone_releases_nothing(scene: Scene) -> None:
    scene.passed(1, [1])
    number = scene.frozen()
    with pytest.raises(ListError, match="alone"):
        scene.approve(number, SARI)
    with pytest.raises(ListError, match="state"):
        scene.selection.publish(number, SARI)
    with pytest.raises(DBAPIError):
        scene.sql("UPDATE publications SET approver_id = author_id, state = 'approved'")
    with pytest.raises(DBAPIError):
        scene.sql("UPDATE publications SET state = 'approved'")


def test_a_list_that_changed_is_not_released(scene: Scene) -> None:
    scene.take(1, (person(1), "pass", None), (person(2), "pass", None))
    number = scene.frozen()
    scene.take(1, (person(1), "fail", None))
    with pytest.raises(ListError, match="changed"):
        scene.approve(number)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decisions SET outcome = 'fail'",
        "UPDATE decisions SET score = 1",
        "UPDATE publications SET texts = '{\"note\": 1}'",
        "UPDATE publications SET meets_at = 5",
        "UPDATE publication_recipients SET ways = 'chat'",
        "UPDATE publication_recipients SET place = 9",
        "DELETE FROM publication_recipients WHERE candidate_id % 2 = 0",
        "UPDATE candidate_lookups SET lookup = x'00000000000000000000000000000000'",
        "UPDATE publications SET approver_id = 3",
    ],
)
def test_a_list_that_was_changed_after_its_release_does_not_go_out(
    scene: Scene, change: str
) -> None:
    scene.passed(1, [1, 2])
    number = scene.frozen()
    scene.approve(number)
    scene.sql(change)
    with pytest.raises(ListError, match="changed"):
        scene.selection.publish(number, SARI)


def test_a_hash_that_another_one_saw_is_refused(scene: Scene) -> None:
    scene.passed(1, [1])
    number = scene.frozen()
    with pytest.raises(ListError, match="changed"):
        scene.selection.approve(number, bytes(32), TONO)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decisions SET outcome = 'fail'",
        "UPDATE decisions SET outcome = 'withdrawn'",
        "UPDATE decisions SET score = 1",
        "UPDATE decisions SET sign = x'00000000000000000000000000000000'",
        "DELETE FROM decisions",
        "UPDATE publications SET state = 'cancelled'",
        "UPDATE publications SET approver_id = 3",
        "UPDATE publications SET texts = 'other'",
        "UPDATE publication_recipients SET sign = x'00000000000000000000000000000000'",
        "UPDATE publication_recipients SET ways = 'email whatsapp'",
        "UPDATE publication_recipients SET held = 'by hand'",
        "DELETE FROM result_messages",
    ],
)
async def test_what_changed_between_the_list_and_the_sending_is_held(
    scene: Scene, change: str
) -> None:
    """The letter lies in the outbox already; the gate reads again as it is taken up."""
    scene.passed(1, [1])
    number = scene.published()
    assert len(scene.tell()) == 1
    scene.sql(change)
    assert await scene.sent() == []
    (standing,) = scene.selection.status(number)
    assert not standing.reached


async def test_only_what_changed_is_held(scene: Scene) -> None:
    first, second = scene.passed(1, [1, 2])
    number = scene.published()
    scene.tell()
    scene.sql(f"UPDATE decisions SET outcome = 'fail' WHERE candidate_id = {first}")  # noqa: S608 - ours
    assert await scene.sent() == ["p2@example.com"]
    assert holds(scene, number) == {first: "gate", second: ""}
    (held, told) = scene.selection.status(number)
    assert held.messages[0].status == "cancelled"
    assert (held.to_clear, told.to_clear) == (True, False)


async def test_somebody_put_on_the_list_by_hand(scene: Scene) -> None:
    """The failing applicant's id, put where only passers stand."""
    scene.take(1, (person(1), "pass", None), (person(2), "fail", None))
    number = scene.published()
    failed = next(n for n, d in scene.selection.decided(POSTING).items() if d[1].outcome == "fail")
    row = (
        "INSERT INTO publication_recipients SELECT publication_id, {who}, place, ways, sign, 0, '',"
        " NULL, 0, x'' FROM publication_recipients"
    )
    with pytest.raises(DBAPIError):
        scene.sql(row.format(who=failed))
    scene.sql(f"UPDATE decisions SET outcome = 'pass' WHERE candidate_id = {failed}")  # noqa: S608 - ours
    scene.sql(row.format(who=failed))
    assert len(scene.tell()) == 1
    assert await scene.sent() == ["p1@example.com"]
    assert holds(scene, number)[failed] == "gate"
    with pytest.raises(ListError, match="forged"):
        scene.frozen()


async def test_whom_a_letter_is_turned_to_by_hand(scene: Scene) -> None:
    """Said to be another one's letter, it is held."""
    scene.take(1, (person(1), "pass", None), (person(2), "fail", None))
    scene.published()
    scene.tell()
    failed = next(n for n, d in scene.selection.decided(POSTING).items() if d[1].outcome == "fail")
    scene.sql(f"UPDATE result_messages SET candidate_id = {failed}")  # noqa: S608 - ours
    assert await scene.sent() == []


async def test_a_result_whose_outcome_is_unknown_stays_so(scene: Scene) -> None:
    scene.passed(1, [1])
    number = scene.published()
    scene.tell()
    (letter,) = await scene.store.claim("email", 10, 10, NOW)
    scene.store.settle(letter, letter.settled("unknown", NOW))
    await scene.store.pause("another channel", 0)
    assert await scene.sent() == []
    assert scene.tell() == []
    (standing,) = scene.selection.status(number)
    assert (standing.messages[0].status, standing.to_clear) == ("unknown", True)
    with pytest.raises(ListError, match="nobody"):
        scene.frozen()


async def test_killed_over_a_letter_it_is_not_sent_again(scene: Scene) -> None:
    scene.passed(1, [1])
    scene.published()
    scene.tell()
    assert len(await scene.store.claim("email", 10, 10, NOW)) == 1
    scene.sql("UPDATE outbox SET leased_until = 1")
    await scene.store.sweep("email", NOW)
    assert await scene.sent() == []


async def test_who_was_corrected_is_told_by_another_list(scene: Scene) -> None:
    scene.take(1, (person(1), "pass", None), (person(2), "fail", None))
    scene.published()
    scene.tell()
    assert await scene.sent() == ["p1@example.com"]
    scene.take(1, (person(2), "pass", None))
    scene.published()
    scene.tell()
    assert await scene.sent() == ["p2@example.com"]


def test_a_list_is_made_once(scene: Scene) -> None:
    scene.passed(1, [1])
    number = scene.frozen()
    with pytest.raises(ListError, match="open"):
        scene.frozen()
    scene.selection.cancel(number)
    scene.approve(scene.frozen())
    with pytest.raises(ListError, match="state"):
        scene.selection.cancel(number)


def test_without_a_passer_there_is_no_list(scene: Scene) -> None:
    scene.take(1, (person(1), "fail", None))
    with pytest.raises(ListError, match="nobody"):
        scene.frozen()


def test_who_has_no_way_stands_on_the_list_to_clear(scene: Scene) -> None:
    scene.take(1, (person(1, email="", phone="+628111111111"), "pass", None))
    number = scene.published()
    scene.tell()
    (standing,) = scene.selection.status(number)
    assert (standing.ways, standing.to_clear) == ((), True)
    assert scene.selection.clear(number, standing.candidate, "ditelepon", TONO)
    assert not scene.selection.status(number)[0].to_clear
    assert not scene.selection.clear(number, standing.candidate, "lagi", TONO)


async def test_a_letter_that_came_back_is_to_be_cleared(scene: Scene) -> None:
    scene.passed(1, [1])
    number = scene.published()
    scene.tell()
    await scene.sent()
    assert scene.selection.bounced("p1@example.com") == 1
    assert scene.selection.bounced("p9@example.com") == 0
    assert scene.selection.status(number)[0].to_clear


async def test_who_leaves_before_the_letter_is_not_told(scene: Scene) -> None:
    (candidate,) = scene.passed(1, [1])
    scene.published()
    scene.selection.decide(ABOUT, candidate, Decision("withdrawn", None, "pindah kota"), TONO)
    assert scene.tell() == []


def told_of(scene: Scene, number: int, **turned: object) -> set[int]:
    """To whom the gate is open for a list, with some of its row turned and signed anew."""
    signs = Signs(scene.store.lookup)
    engine = create_engine(scene.url)
    with engine.connect() as connection:
        wanted = select(publications).where(publications.c.id == number)
        row = dict(connection.execute(wanted).mappings().one()) | turned
        row["sign"] = signs.publication(row)
        found = may_be_told(connection, row, sorted(scene.selection.decided(POSTING)), signs)
    engine.dispose()
    return found


def test_the_gate_is_open_for_what_is_published_by_two_alone(scene: Scene) -> None:
    """Whatever is signed."""
    candidates = set(scene.passed(1, [1, 2]))
    number = scene.frozen()
    assert told_of(scene, number) == set()
    scene.approve(number)
    assert told_of(scene, number) == set()
    scene.selection.publish(number, SARI)
    assert told_of(scene, number) == candidates
    assert told_of(scene, number, approver_id=None) == set()
    assert told_of(scene, number, approver_id=1) == set()
    assert told_of(scene, number, state="approved") == set()
    assert told_of(scene, number, texts="other") == set()
