"""Begun on one channel, gone on with in another: by a code or a link, once, in time, by oneself."""

from datetime import timedelta

import pytest

from conversations.dialog.event import Opened
from conversations.dialog.join_code import HOLDS, MOST_TRIES
from tests.joining.conftest import OTHER, PHONE, WEB, People


async def test_what_was_done_on_one_stands_on_the_other(people: People) -> None:
    await people.begins(WEB)
    await people.say(WEB, "17-08-1990")
    code = await people.asks_for_code(WEB)
    assert "halaman web" in await people.say(PHONE, code)
    said = await people.press(PHONE, "Ya, gabungkan")
    assert "sudah tergabung dengan berkas dari *halaman web*" in said
    assert await people.value(PHONE, "birth_date") == "1990-08-17"
    await people.press(PHONE, "S1 (selesai)")
    assert await people.value(WEB, "education") == await people.value(PHONE, "education")
    assert (await people.case(WEB)).id == (await people.case(PHONE)).id


async def test_the_talk_there_is_told(people: People) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    assert any("sekarang juga dibuka di *Telegram*" in text for text in await people.reads(WEB))


async def test_a_link_is_followed_as_well_as_a_code_is_written(people: People) -> None:
    await people.begins(PHONE)
    await people.asks_for_code(PHONE)
    token = people.token_of_link(PHONE)
    assert "Telegram" in await people.follows(WEB, token)
    await people.press(WEB, "Ya, gabungkan")
    assert (await people.case(WEB)).id == (await people.case(PHONE)).id


async def test_looking_at_a_link_uses_nothing_up(people: People) -> None:
    await people.begins(PHONE)
    code = await people.asks_for_code(PHONE)
    await people.say(OTHER, code)
    await people.press(OTHER, "Batal")
    await people.say(WEB, code)
    await people.press(WEB, "Ya, gabungkan")
    assert (await people.case(WEB)).id == (await people.case(PHONE)).id
    assert (await people.case(OTHER)).id != (await people.case(PHONE)).id


async def test_used_twice(people: People) -> None:
    await people.begins(WEB)
    code = await people.asks_for_code(WEB)
    await people.say(PHONE, code)
    await people.press(PHONE, "Ya, gabungkan")
    assert "sudah dipakai" in await people.say(OTHER, code)
    assert "sudah tergabung dengan berkas itu" in await people.say(PHONE, code)


async def test_who_presses_first_has_it(people: People) -> None:
    await people.begins(WEB)
    code = await people.asks_for_code(WEB)
    await people.say(PHONE, code)
    await people.say(OTHER, code)
    await people.press(OTHER, "Ya, gabungkan")
    assert "sudah dipakai" in await people.press(PHONE, "Ya, gabungkan")
    assert (await people.case(PHONE)).id != (await people.case(WEB)).id


async def test_after_its_time(people: People) -> None:
    await people.begins(WEB)
    code = await people.asks_for_code(WEB)
    people.wait(HOLDS - timedelta(seconds=1))
    assert "Ya, gabungkan" not in await people.say(PHONE, code)
    people.wait(timedelta(seconds=1))
    assert "lewat waktunya" in await people.press(PHONE, "Ya, gabungkan")
    assert "lewat waktunya" in await people.say(OTHER, code)


async def test_a_newer_code_ends_the_one_before(people: People) -> None:
    await people.begins(WEB)
    first, second = await people.asks_for_code(WEB), await people.asks_for_code(WEB)
    assert "tidak dikenal" in await people.say(PHONE, first)
    assert "halaman web" in await people.say(PHONE, second)


async def test_ones_own_code_where_it_was_made(people: People) -> None:
    await people.begins(WEB)
    assert "sudah tergabung" in await people.say(WEB, await people.asks_for_code(WEB))


async def test_wrong_tries_are_counted_and_end(people: People) -> None:
    await people.begins(WEB)
    code = await people.asks_for_code(WEB)
    for number in range(MOST_TRIES):
        assert "tidak dikenal" in await people.say(PHONE, f"GABUNG 2A2A-2A2{number + 2}")
    assert "terlalu sering" in await people.say(PHONE, code)
    people.wait(timedelta(hours=1, seconds=1))
    code = await people.asks_for_code(WEB)
    assert "halaman web" in await people.say(PHONE, code)


@pytest.mark.parametrize("words", ["2019-2023", "1234-5678", "S1", "12-1990", "ABCD-EFGH"])
async def test_what_is_no_code_is_an_answer(people: People, words: str) -> None:
    await people.begins(PHONE)
    assert "Kode itu" not in await people.say(PHONE, words)


async def test_a_newcomer_with_a_wrong_code_is_greeted(people: People) -> None:
    said = await people.follows(PHONE, "nobody-made-this")
    assert "tidak dikenal" in said
    assert "Selamat datang" in said


async def test_the_code_itself_is_nowhere_in_the_state_or_the_event(people: People) -> None:
    await people.begins(WEB)
    await people.asks_for_code(WEB)
    token = people.token_of_link(WEB)
    await people.follows(PHONE, token)
    assert token not in str(await people.state(PHONE))


async def test_messages_go_where_they_are_answered(people: People) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    said = await people.say(PHONE, "17-08-1990")
    assert said
    assert said not in "\n".join(await people.reads(WEB))
    await people.hear(WEB, Opened("id"))
    assert await people.value(WEB, "birth_date") == "1990-08-17"
