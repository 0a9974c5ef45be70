"""The bench itself: it plays whole talks, counts what goes wrong, and adds up fairly."""

from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from tests.bench.telegram import meter
from tests.bench.telegram.contender import Button, Contender, Shown
from tests.bench.telegram.contenders import BASELINES, baseline, press_first
from tests.bench.telegram.cores import Speed
from tests.bench.telegram.crowd import Pace
from tests.bench.telegram.race import Plan, race
from tests.bench.telegram.score import Score, Slice, settle
from tests.bench.telegram.sink import Asked, Sink
from tests.bench.telegram.table import drawn, rows

SHORT = Plan(rounds=1, people=3, warm_seconds=0.0, talks=4)
BARE = BASELINES[0]


async def test_whole_talks_are_played_and_nothing_is_lost(tmp_path: Path) -> None:
    score = (await race([BARE], SHORT, tmp_path, lambda _: None))[BARE.name]
    assert (score.talks, score.turns) == (12, 12 * 13)
    assert (score.lost, score.repeated, score.unanswered, score.refused) == (0, 0, 0, 0)
    assert score.even_cpu > 0
    assert score.resident > 10_000_000


async def test_a_bot_that_answers_a_repeat_again_is_found_out(tmp_path: Path) -> None:
    plan = replace(SHORT, pace=Pace(doubled=1.0))
    score = (await race([BARE], plan, tmp_path, lambda _: None))[BARE.name]
    assert score.repeated == score.turns


async def test_a_pace_is_kept(tmp_path: Path) -> None:
    plan = Plan(seconds=0.4, rounds=1, people=3, warm_seconds=0.0, pace=Pace(rate=50))
    score = (await race([BARE], plan, tmp_path, lambda _: None))[BARE.name]
    assert 0 < score.turns <= 0.4 * 50 + 3


async def test_a_contender_that_does_not_start_stops_the_race(tmp_path: Path) -> None:
    broken = Contender("broken", baseline("absent"), press_first)
    with pytest.raises(RuntimeError, match="ended with 1"):
        await race([broken], SHORT, tmp_path, lambda _: None)


async def test_the_sink_reads_every_encoding() -> None:
    heard: list[Shown] = []
    sink = Sink(lambda asked, number: heard.append(asked.shown(number)))
    server, port = await sink.listen()
    markup = '{"inline_keyboard":[[{"text":"Ya","callback_data":"y"}]]}'
    plain = {"chat_id": "7", "text": "Halo?", "reply_markup": markup}
    form = aiohttp.FormData(plain, default_to_multipart=True)
    async with server, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http:
        for body in (
            http.post("/bot1:a/sendMessage", data=plain),
            http.post("/bot1:a/sendMessage", data=form),
            http.post("/bot1:a/sendMessage", json=plain),
        ):
            async with body as reply:
                assert (await reply.json())["result"]["chat"]["id"] == 7
        async with http.get("/bot1:a/getMe") as reply:
            assert (await reply.json())["result"]["is_bot"]
    button = Button("Ya", "y")
    assert heard == [
        Shown(number, "Halo?", (button,), edited=False) for number in (1000, 1001, 1002)
    ]


def test_an_edit_keeps_its_number() -> None:
    asked = Asked(
        "editmessagetext", b'{"chat_id":7,"message_id":5,"text":"x"}', b"application/json"
    )
    assert asked.shown(5) == Shown(5, "x", (), edited=True)


def test_a_slow_core_is_made_up_for() -> None:
    score = Score(waits=[0.001] * 98 + [0.5] * 2)
    slow = Slice(clock=2.0, cpu=1.0, resident=7, speed=Speed(wall=0.4, cpu=0.2))
    settle(score, [slow], Speed(wall=0.2, cpu=0.1))
    assert (score.even_clock, score.even_cpu) == (1.0, 0.5)
    assert (score.quantile(0.5), score.quantile(0.99)) == (0.001, 0.5)


def test_the_table_names_what_should_not_be() -> None:
    good, bad = Score(waits=[0.001] * 10), Score(waits=[0.002] * 5, unanswered=3)
    for score in (good, bad):
        score.even_clock, score.even_cpu = 1.0, 0.5
    text = drawn(rows({"good": good, "bad": bad}))
    assert "bad: 3 unanswered" in text
    found = rows({"good": good, "bad": bad})["bad"]
    assert (found["x"], found["cpu_x"]) == (0.5, 2.0)


def test_a_process_that_is_gone_reads_as_nothing() -> None:
    assert meter.read([2**22 + 1]) == meter.Reading(0.0, 0)
