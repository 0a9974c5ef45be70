"""Links to a page of one's own: nobody can make one, and one browser gets it."""

from datetime import timedelta

import pytest

from storage.links import Whose
from storage.store import Store
from tests.storage.talk import NOW, RINA, SLUG, said


async def link(store: Store) -> tuple[str, Whose]:
    await said(store, "first")
    token = store.links.make(await store.case_of(RINA, SLUG, NOW), NOW)
    whose = await store.links.find(token)
    assert whose is not None
    return token, whose


async def test_it_says_whose_and_when(store: Store) -> None:
    _, whose = await link(store)
    assert (whose.address, whose.made_at) == (RINA, NOW)


async def test_opening_it_binds_nothing(store: Store) -> None:
    token, _ = await link(store)
    again = await store.links.find(token)
    assert again is not None
    assert again.browser == b""


async def test_the_first_browser_gets_it_and_no_other(store: Store) -> None:
    token, whose = await link(store)
    assert await store.links.bind(whose, "hers", NOW)
    assert not await store.links.bind(whose, "another", NOW)
    assert await store.links.bind(whose, "hers", NOW)
    bound = await store.links.find(token)
    assert bound is not None
    assert store.links.is_bound_to(bound, "hers")
    assert not store.links.is_bound_to(bound, "another")


async def test_other_ways_to_write_it_are_the_same_link(store: Store) -> None:
    token, whose = await link(store)
    await store.links.bind(whose, "hers", NOW)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = alphabet.index(token[-1])
    twin = token[:-1] + alphabet[last ^ 1]
    found, same = await store.links.find(twin), await store.links.find(token)
    assert same is not None
    assert found is None or found.browser == same.browser


@pytest.mark.parametrize("spoilt", ["", "x", "A" * 43, "é" * 43, "A" * 5000])
async def test_what_nobody_made_is_none(store: Store, spoilt: str) -> None:
    await link(store)
    assert await store.links.find(spoilt) is None


async def test_each_turn_makes_its_own(store: Store) -> None:
    token, _ = await link(store)
    case = await store.case_of(RINA, SLUG, NOW)
    assert store.links.make(case, NOW + timedelta(seconds=1)) != token
