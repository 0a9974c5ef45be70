"""A test whose engine is missing is left out at home and red on a build machine."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CLICKS = """
import pytest

@pytest.mark.engine("chromium")
def test_that_clicks():
    pass

def test_that_does_not():
    pass
"""


@pytest.fixture
def elsewhere(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project with this one's conftest, on a machine where nothing is installed."""
    monkeypatch.setenv("PATH", "")
    pytester.makeini("[pytest]\nmarkers = engine(name): needs it")
    pytester.makeconftest((Path(__file__).parents[1] / "conftest.py").read_text())
    pytester.makepyfile(CLICKS)
    return pytester


def test_at_home_it_is_left_out(
    elsewhere: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    result = elsewhere.runpytest_subprocess("-p", "no:randomly")
    result.assert_outcomes(passed=1, deselected=1)
    result.stdout.fnmatch_lines("missing engines: chromium")


def test_on_a_build_machine_it_is_red(
    elsewhere: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    result = elsewhere.runpytest_subprocess("-p", "no:randomly")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines("*chromium is missing on this machine*")
