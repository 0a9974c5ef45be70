"""The talk of somebody who reads the announcement in the middle of a question."""

from pathlib import Path

import pytest

from tests.transcripts.replay import replay

FILES = sorted((Path(__file__).parent / "reading").glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_talk_goes_as_written(path: Path, request: pytest.FixtureRequest) -> None:
    written = path.read_text("utf-8")
    played = replay(written)
    if request.config.getoption("--update", default=False):
        path.write_text(played, "utf-8")
        written = played
    assert played == written
