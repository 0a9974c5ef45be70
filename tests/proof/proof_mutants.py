"""The tests of the rules notice when a rule is wrong: each mutant has to turn them red.

The floor is below 1 because some mutants mean the same as the original.
"""

import os
import random
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.guards.tree import ROOT
from tests.proof.mutants import Mutant, mutants

COPIED = (
    *("conversations", "bot", "handlers", "storage"),
    *("tests/conversations", "tests/postings", "tests/transcripts"),
)
FLOOR = 0.85
SAMPLE = 120
PATIENCE = 120


@pytest.fixture
def copies(tmp_path: Path) -> list[Path]:
    """One copy of what the tests need for each processor."""
    folders = [tmp_path / str(number) for number in range(os.cpu_count() or 1)]
    for folder in folders:
        for part in COPIED:
            shutil.copytree(
                ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__")
            )
        for file in ("pyproject.toml", "tests/conftest.py"):
            shutil.copy(ROOT / file, folder / file)
    return folders


def is_green(copy: Path, part: str) -> bool:
    """Do the tests of this part of the conversation pass in the copy?"""
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", f"tests/{part}"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        capture_output=True,
        timeout=PATIENCE,
    )
    return run.returncode == 0


def survives(copy: Path, part: str, file: Path, mutant: Mutant) -> bool:
    right = (copy / file).read_text()
    (copy / file).write_text(mutant.source)
    try:
        return is_green(copy, part)
    except subprocess.TimeoutExpired:
        return False
    finally:
        (copy / file).write_text(right)


@pytest.mark.parametrize("part", ["conversations/eligibility"])
def proof_that_wrong_rules_are_noticed(part: str, copies: list[Path]) -> None:
    every = [
        (file.relative_to(ROOT), mutant)
        for file in sorted((ROOT / part).glob("*.py"))
        for mutant in mutants(file.read_text())
    ]
    sample = random.Random(len(every)).sample(every, min(SAMPLE, len(every)))
    assert is_green(copies[0], part)

    def alive(copy: Path, share: list[tuple[Path, Mutant]]) -> list[str]:
        return [
            f"{file}:{mutant.line}: {mutant.change}"
            for file, mutant in share
            if survives(copy, part, file, mutant)
        ]

    shares = [sample[start :: len(copies)] for start in range(len(copies))]
    with ThreadPoolExecutor(len(copies)) as pool:
        survivors = [line for lines in pool.map(alive, copies, shares) for line in lines]
    noticed = 1 - len(survivors) / len(sample)
    print(f"\n{part}: {noticed:.0%} of {len(sample)} mutants noticed", *survivors, sep="\n  ")
    assert noticed >= FLOOR
