"""What runs beside the requests goes on, begins again when it fails, and ends with the program."""

import asyncio
import logging

import pytest

from bot.supervise import running


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.supervise.PAUSE", 0.0)


async def test_all_works_run_until_the_block_ends() -> None:
    begun, ended = {name: asyncio.Event() for name in "ab"}, list[str]()

    async def work(name: str) -> None:
        begun[name].set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(name)

    async with running({"a": lambda: work("a"), "b": lambda: work("b")}):
        await asyncio.gather(*(event.wait() for event in begun.values()))
        assert ended == []
    assert sorted(ended) == ["a", "b"]


async def test_one_that_fails_is_begun_again_and_the_others_do_not_notice(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tries, third, steady = 0, asyncio.Event(), list[str]()

    async def failing() -> None:
        nonlocal tries
        tries += 1
        if tries == 3:
            third.set()
            await asyncio.Event().wait()
        raise ZeroDivisionError("what somebody wrote")

    async def going() -> None:
        steady.append("begun")
        await asyncio.Event().wait()

    with caplog.at_level(logging.ERROR):
        async with running({"failing": failing, "going": going}):
            await third.wait()
    assert steady == ["begun"]
    assert [record.getMessage() for record in caplog.records] == [
        "failing stopped: ZeroDivisionError"
    ] * 2


async def test_one_that_returns_is_begun_again() -> None:
    rounds, enough = 0, asyncio.Event()

    async def short() -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 5:
            enough.set()

    async with running({"short": short}):
        await enough.wait()


async def test_what_it_still_has_to_do_is_waited_for() -> None:
    done: list[str] = []

    async def tidy() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            done.append("tidied")

    async with running({"tidy": tidy}):
        await asyncio.sleep(0)
    assert done == ["tidied"]


async def test_a_failure_of_the_program_ends_them_too() -> None:
    ended = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async def program() -> None:
        async with running({"work": work}):
            await asyncio.sleep(0)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await program()
    assert ended.is_set()


async def test_nothing_to_run_is_nothing() -> None:
    async with running({}):
        pass
