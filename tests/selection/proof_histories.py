"""Ten thousand random histories, on databases that are begun anew now and then."""

from pathlib import Path

import pytest

from tests.selection.conftest import copied
from tests.selection.history import Verdict
from tests.selection.test_histories import grounded, played

HISTORIES, AT_ONCE = 10_000, 250


def proof_no_wrong_recipient_and_none_forgotten(
    empty: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sums = Verdict()
    for first in range(0, HISTORIES, AT_ONCE):
        ground = grounded(copied(empty, tmp_path_factory.mktemp("histories")))
        found = played(next(ground), range(first, first + AT_ONCE))
        next(ground, None)
        for name in Verdict.__struct_fields__:
            setattr(sums, name, getattr(sums, name) + getattr(found, name))
    print(f"\n{HISTORIES} histories: {sums}")
    assert (sums.wrong, sums.twice, sums.missed) == (0, 0, 0)
