"""The locks hold exactly what pyproject.toml asks for, with hashes and without an address."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ASKED = {
    "requirements.lock": PROJECT["project"]["dependencies"],
    "requirements-dev.lock": PROJECT["dependency-groups"]["dev"],
    "requirements-uv.lock": PROJECT["dependency-groups"]["install"],
}
ENTRY = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>\S+)")
BY_PROJECT = re.compile(r"(# via|#  ) pandu \(")


def entries(lock: str) -> list[str]:
    """One text for each locked package: its line, its hashes, and who wants it."""
    text = (ROOT / lock).read_text()
    return [part for part in re.split(r"\n(?=[a-z0-9])", text) if ENTRY.match(part)]


def locked(lock: str) -> dict[str, Version]:
    matches = [ENTRY.match(entry) for entry in entries(lock)]
    return {m["name"]: Version(m["version"]) for m in matches if m}


@pytest.mark.parametrize("lock", ASKED)
def test_everything_asked_for_is_locked_to_a_version_that_fits(lock: str) -> None:
    pins = locked(lock)
    for requirement in map(Requirement, ASKED[lock]):
        version = pins.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not in {lock}: make lock"
        assert version in requirement.specifier, f"{requirement} is {version} in {lock}: make lock"


@pytest.mark.parametrize("lock", ASKED)
def test_nothing_is_locked_for_the_project_that_it_no_longer_asks_for(lock: str) -> None:
    asked = {canonicalize_name(Requirement(line).name) for line in ASKED[lock]}
    wanted = [entry for entry in entries(lock) if BY_PROJECT.search(entry)]
    assert {entry.partition("==")[0] for entry in wanted} == asked


@pytest.mark.parametrize("lock", ASKED)
def test_every_entry_has_a_hash(lock: str) -> None:
    assert [entry for entry in entries(lock) if "--hash=sha256:" not in entry] == []


def test_what_runs_and_what_tests_agree_on_versions() -> None:
    run, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: dev[name] for name in run.keys() & dev.keys()} == {
        name: run[name] for name in run.keys() & dev.keys()
    }
