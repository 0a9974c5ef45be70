"""Two channels answer the same question: one is first, and the other is told what stands."""

import asyncio

from tests.joining.conftest import PHONE, SLUG, WEB, People


async def test_the_later_one_is_told_what_stands(people: People) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    await people.say(PHONE, "17-08-1990")
    said = await people.say(WEB, "18-08-1990")
    assert "dilanjutkan di kanal lain" in said
    assert "17 Agustus 1990" in said
    assert "Pendidikan" in said or "pendidikan" in said
    assert await people.value(WEB, "birth_date") == "1990-08-17"


async def test_a_yes_there_is_no_yes_to_the_next_question(people: People) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    await people.say(PHONE, "17-08-1990")
    await people.say(WEB, "S1 (selesai)")
    assert await people.value(WEB, "education") is None


async def test_a_command_is_heard_everywhere(people: People) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    await people.say(PHONE, "17-08-1990")
    assert "17 Agustus 1990" in await people.say(WEB, "ringkasan")


async def test_help_is_given_everywhere(people: People) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    await people.say(PHONE, "17-08-1990")
    assert "tidak dipakai" not in await people.say(WEB, "apa maksudnya?")


async def test_then_the_talk_goes_on_there(people: People) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    await people.say(PHONE, "17-08-1990")
    await people.say(WEB, "18-08-1990", "S1 (selesai)")
    assert await people.value(PHONE, "education") is not None


async def test_at_the_same_moment_one_holds(people: People, elsewhere: People) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    await elsewhere.case(PHONE)
    said = await asyncio.gather(people.say(WEB, "17-08-1990"), elsewhere.say(PHONE, "18-08-1990"))
    told = ["dilanjutkan di kanal lain" in each for each in said]
    assert sorted(told) == [False, True]
    held = await people.store.fresh_case_of(WEB, SLUG, people.now)
    assert held.state.facts["birth_date"].value == ("1990-08-18" if told[0] else "1990-08-17")


async def test_an_old_button_opens_its_question_with_what_stands(people: People) -> None:
    await people.begins(WEB)
    await people.joins(WEB, PHONE)
    await people.say(PHONE, "17-08-1990")
    await people.say(WEB, "apa saja")
    old = people.token(WEB, "S1 (selesai)")
    await people.say(PHONE, "S1 (selesai)")
    assert "Jawaban saat ini" in await people.press_token(WEB, old)
