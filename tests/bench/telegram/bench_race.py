"""All contenders at once, in a process of their own so that pytest weighs nothing."""

import json
import subprocess
import sys
from pathlib import Path


def bench_bots_on_telegram(tmp_path: Path) -> None:
    found = tmp_path / "figures.json"
    command = [sys.executable, "-m", "tests.bench.telegram", "--json", str(found)]
    subprocess.run(command, check=True)
    figures = json.loads(found.read_text())
    assert {name: row["lost"] for name, row in figures.items() if row["lost"]} == {}
