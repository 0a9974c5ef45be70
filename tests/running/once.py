"""What every program that the tests start would read anew, though it never changes: read once.

The collector stays as it was, too: a program that ends must leave no garbage behind in a process
that starts the next one.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot import app
from bot.answers import load_answers
from bot.inspection.reading.reader import Reader
from bot.postings import SHIPPED, served_edition
from conversations.answers.answers import Answers
from conversations.posting.edition import Edition
from conversations.texts.phrases import Phrases


class Once:
    """The shipped postings, with the index of their answers."""

    def __init__(self) -> None:
        self._editions: dict[Path, Edition] = {}
        self._answers: dict[int, Answers] = {}

    def served_edition(self, path: Path) -> Edition:
        if path.parent != SHIPPED.resolve():
            return served_edition(path)
        if path not in self._editions:
            self._editions[path] = served_edition(path)
        return self._editions[path]

    def load_answers(self, edition: Edition, phrases: Mapping[str, Phrases]) -> Answers:
        if not any(edition is each for each in self._editions.values()):
            return load_answers(edition, phrases)
        if id(edition) not in self._answers:
            self._answers[id(edition)] = load_answers(edition, phrases)
        return self._answers[id(edition)]


class Unlettered(Reader):
    """Pictures are not read where reading is not what a test is about: it takes seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.here = False


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """For all tests of a process."""
    once = Once()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "served_edition", once.served_edition)
        patch.setattr(app, "load_answers", once.load_answers)
        patch.setattr(app, "calm", lambda: None)
        patch.setattr(app, "Reader", Unlettered)
        yield
