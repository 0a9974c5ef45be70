"""Every transcript goes as it is written down, and its verdicts are those derived by hand."""

from pathlib import Path

import pytest

from tests.conversations.dialog.test_contact import MAILING, PageTalk
from tests.transcripts.replay import replay, verdicts

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.txt"))
OTHERS = sorted(FOLDER.glob("*/*.txt"))
"""Talks about one thing: contact details, documents, the announcement itself."""


@pytest.mark.parametrize("path", FILES + OTHERS, ids=lambda path: path.stem)
def test_the_talk_goes_as_written(path: Path, request: pytest.FixtureRequest) -> None:
    written = path.read_text("utf-8")
    talk = PageTalk(talker=MAILING) if path.parent.name == "contact" else None
    played = replay(written, talk)
    if request.config.getoption("--update", default=False):
        path.write_text(played, "utf-8")
        written = played
    assert played == written


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_verdict_is_the_one_derived_by_hand(path: Path) -> None:
    found = list(verdicts(path.read_text("utf-8")))
    assert found
    assert [judged for _, judged in found] == [written for written, _ in found]


def test_all_fourteen_applicants_have_their_talk() -> None:
    assert len(FILES) == 14
