"""Every package that is taken has its reason, and none is explained that is not taken."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

from tests.guards.tree import ROOT, text

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ROW = re.compile(r"^\| `([\w-]+)` \| (.+) \|$", re.MULTILINE)
SHORTEST_REASON = 40


def taken() -> set[str]:
    groups = PROJECT["dependency-groups"]
    lines = [*PROJECT["project"]["dependencies"], *groups["dev"], *groups["install"]]
    return {Requirement(line).name for line in lines}


def explained() -> dict[str, str]:
    return dict(ROW.findall(text(Path("docs/dependencies.md"))))


def test_each_package_has_its_reason_in_the_docs() -> None:
    assert explained().keys() == taken()


def test_each_reason_says_something() -> None:
    assert [name for name, why in explained().items() if len(why) < SHORTEST_REASON] == []
