"""The log of a test, as text."""

import io
import logging
import sys
from collections.abc import Callable, Iterator

import pytest

from bot.logs import set_up_logs

Written = Callable[[], str]
NAMED = ("alembic", "uvicorn")


@pytest.fixture(params=["json", "console"])
def written(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    """What the log holds so far, in each format."""
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in NAMED}
    monkeypatch.setattr(sys, "stderr", stream)
    set_up_logs("DEBUG", request.param)
    yield stream.getvalue
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)
