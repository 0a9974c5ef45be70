"""Of several at one telephone one is erased: the others write there as before."""

import pytest

from conversations.dialog.event import Opened
from storage.erasing import Order
from tests.joining.conftest import PHONE, People


@pytest.mark.parametrize("who", ["Rina", "Ani"])
async def test_the_other_goes_on(people: People, who: str) -> None:
    await people.begins(PHONE)
    await people.say(PHONE, "17-08-1990", "pelamar lain", "Rina", "Ani")
    await people.press(PHONE, "Setuju", "Sudah saya baca")
    await people.say(PHONE, "18-09-1995", f"ganti {who}")
    gone = await people.case(PHONE)
    erasing = people.store.rights.erasing(people.blobs)
    assert await erasing.erase(Order((gone.applicant_id,), "asked", "pandu"), people.now) == 1
    await people.hear(PHONE, Opened("id"))
    left = await people.case(PHONE)
    assert left.applicant_id != gone.applicant_id
    held = "1995-09-18" if who == "Rina" else "1990-08-17"
    assert left.state.facts["birth_date"].value == held
    assert "Berkas yang terbuka" not in await people.say(PHONE, "ringkasan")


async def test_what_two_cases_were_is_erased_as_one(people: People) -> None:
    await people.begins(PHONE)
    await people.say(PHONE, "pelamar lain", "Rina", "Ani")
    both = {(await people.case(PHONE)).applicant_id}
    await people.say(PHONE, "ganti")
    both.add((await people.case(PHONE)).applicant_id)
    erasing = people.store.rights.erasing(people.blobs)
    await erasing.erase(Order(tuple(both), "asked", "pandu"), people.now)
    assert "Selamat datang" in await people.hear(PHONE, Opened("id"))
    assert (await people.case(PHONE)).applicant_id not in both
