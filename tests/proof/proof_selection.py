"""The tests of the selection notice when the gate, the knockout or the ranking is wrong."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.guards.tree import ROOT
from tests.proof.mutants import Mutant, mutants

FILES = {
    "conversations/selection/decision.py": ("test_knockout.py",),
    "conversations/selection/ranking.py": ("test_ranking.py",),
    "storage/selection_gate.py": ("test_gate.py", "test_told.py"),
}
"""What is turned wrong, and the tests that have to notice."""
COPIED = ("conversations", "bot", "handlers", "storage", "tests")
FLOOR = 0.9
PATIENCE = 240


def _copy(folder: Path) -> Path:
    for part in COPIED:
        ignored = shutil.ignore_patterns("__pycache__", "vendor")
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder / "pyproject.toml")
    return folder


def _is_green(copy: Path, file: str) -> bool:
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", "-k", "not postgresql"]
        + [f"tests/selection/{name}" for name in FILES[file]],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        capture_output=True,
        timeout=PATIENCE,
    )
    return run.returncode == 0


def _survives(copy: Path, file: str, mutant: Mutant) -> bool:
    right = (copy / file).read_text()
    (copy / file).write_text(mutant.source)
    try:
        return _is_green(copy, file)
    except subprocess.TimeoutExpired:
        return False
    finally:
        (copy / file).write_text(right)


def proof_that_a_wrong_gate_is_noticed(tmp_path: Path) -> None:
    """Every mutant of each file, not a sample."""
    every = [(file, each) for file in FILES for each in mutants((ROOT / file).read_text())]
    copies = [_copy(tmp_path / str(number)) for number in range(os.cpu_count() or 1)]
    assert all(_is_green(copies[0], file) for file in FILES)

    def alive(share: tuple[Path, list[tuple[str, Mutant]]]) -> list[str]:
        copy, mine = share
        return [
            f"{file}:{mutant.line}: {mutant.change}"
            for file, mutant in mine
            if _survives(copy, file, mutant)
        ]

    shares = [(copy, every[at :: len(copies)]) for at, copy in enumerate(copies)]
    with ThreadPoolExecutor(len(copies)) as pool:
        survivors = [line for lines in pool.map(alive, shares) for line in lines]
    noticed = 1 - len(survivors) / len(every)
    print(f"\nselection: {noticed:.0%} of {len(every)} mutants noticed", *survivors, sep="\n  ")
    assert noticed >= FLOOR
