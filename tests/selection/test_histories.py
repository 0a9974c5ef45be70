"""Random histories: nobody is told who did not pass, and nobody who passed is forgotten."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import astuple
from sqlalchemy import event

from storage.engines import Engines
from storage.keys import KeyStore
from storage.outbox import Ledger
from storage.sealing import Lookup
from storage.selection import Selection
from storage.selection_gate import Gate
from tests.selection.conftest import copied
from tests.selection.history import Ground, Verdict, play
from tests.storage.conftest import MASTER

HALF = 100
"""Of the histories of every run; the proof plays many more."""


@pytest.fixture
def ground(empty: Path, tmp_path: Path) -> Iterator[Ground]:
    yield from grounded(copied(empty, tmp_path))


def grounded(url: str) -> Iterator[Ground]:
    """Commits are not written through to the disk: nothing here pulls the plug."""
    engines = Engines(url)
    for engine in (engines.write, engines.keys):
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
    keys = KeyStore(engines.keys, MASTER)
    lookup = Lookup(keys.index_key(1))
    ids = itertools.count(1000)
    selection = Selection((engines.read, engines.write), keys, lookup, ids.__next__)
    yield Ground((engines.read, engines.write), selection, lookup, Ledger("sqlite"), Gate(lookup))
    engines.close()


def played(ground: Ground, seeds: range) -> Verdict:
    """All of them, added up."""
    sums = [0] * len(astuple(Verdict()))
    for seed in seeds:
        sums = [a + b for a, b in zip(sums, astuple(play(ground, seed)), strict=True)]
    return Verdict(*sums)


@pytest.mark.parametrize("half", [0, 1])
def test_no_wrong_recipient_and_none_forgotten(ground: Ground, half: int) -> None:
    found = played(ground, range(half * HALF, (half + 1) * HALF))
    assert (found.wrong, found.twice, found.missed) == (0, 0, 0)
    assert found.told > 3 * HALF
    assert found.killed > HALF * 0.9
    assert found.edits > HALF / 2
