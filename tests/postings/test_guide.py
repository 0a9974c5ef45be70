"""The recruiters' guide tells the truth: its rules are read, its messages are really said."""

import re
from pathlib import Path

import pytest
import yaml

from conversations.eligibility.rules import facts_of
from conversations.posting.lint import lint
from conversations.posting.model import Change, FactSpec
from conversations.posting.names import Names
from conversations.posting.parse_rules import rule
from conversations.posting.reader import read
from tests.conversations.posting.small import INDONESIAN, POSTING, SLIPS, edited, line_of

GUIDE = (Path(__file__).parents[2] / "docs" / "membuat-lowongan.md").read_text("utf-8")
ROWS = re.findall(r"^\| [^|]+ \| `(\w+)`(?:, `(\w+)`)? \| `(\{.+\})` \|$", GUIDE, re.MULTILINE)
SAID = re.findall(r"`((?:error|warning|gap) (?:posting|id)\.yaml:\d+: [^`]+)`", GUIDE)
LINTS = Path(__file__).parents[1] / "conversations" / "posting" / "lints.yaml"
CHOICES = ("WNI", "WNA", "pertanian", "peternakan", "perikanan")


def spoken() -> set[str]:
    """Everything that the tables of slips make the parser and the linter say."""
    told = {found for case in yaml.safe_load(LINTS.read_text()) for found in case["finds"]}
    for slip in SLIPS["posting"]:
        text = edited(POSTING, (slip["was"], slip["now"]))
        line = line_of(text, slip["now"]) + slip["now"].count("\n")
        told.add(f"error posting.yaml:{line}: {slip['says']}")
    told |= {f"requirements[0].{slip['says']}" for slip in SLIPS["rules"]}
    dateless = re.sub(r"  - \{id: jadwal-2, from.*\n", "", POSTING)
    told |= {str(one) for one in lint({"posting.yaml": dateless, "id.yaml": INDONESIAN})}
    return told


def test_the_guide_shows_rules_and_messages() -> None:
    assert len(ROWS) == 14
    assert len(SAID) == 14


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2][:30])
def test_a_rule_of_the_guide_is_read(row: tuple[str, str, str]) -> None:
    kinds = [kind for kind in row[:2] if kind]
    named = re.findall(r"of: (\w+)", row[2])
    facts = {
        key: FactSpec(key, kinds[min(at, len(kinds) - 1)], Change("told"), CHOICES)  # type: ignore[arg-type] # a type by its name
        for at, key in enumerate(named)
    }
    names = Names(facts, {}, {"pendidikan": (("SMA",), ("D3",))})
    assert set(facts_of(rule(read("guide", row[2]), names))) == set(named)


@pytest.mark.parametrize("message", SAID, ids=lambda message: message[:40])
def test_a_message_of_the_guide_is_really_said(message: str) -> None:
    bare = message.split(": ", 1)[1]
    told = spoken()
    assert any(one.startswith(message) or one == bare for one in told), message
