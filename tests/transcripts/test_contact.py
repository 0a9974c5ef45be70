"""The talk about contact details, on a page that cannot be reached once it is closed."""

from pathlib import Path

import pytest

from tests.conversations.dialog.test_contact import MAILING, PageTalk
from tests.transcripts.replay import replay

FILES = sorted((Path(__file__).parent / "contact").glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_talk_goes_as_written(path: Path, request: pytest.FixtureRequest) -> None:
    written = path.read_text("utf-8")
    played = replay(written, PageTalk(talker=MAILING))
    if request.config.getoption("--update", default=False):
        path.write_text(played, "utf-8")
        written = played
    assert played == written
