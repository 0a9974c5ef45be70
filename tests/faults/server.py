"""Pandu as a process of its own, that can be killed at any moment and started again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

READY = "Pandu is ready. Chat at "


class Server:
    """`pandu serve` on a free port over one data folder; the port stays the same."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self._folder, self._variables = folder, variables
        self._process: subprocess.Popen[str] | None = None
        self._port = "0"
        self.url = ""

    def start(self) -> None:
        """Returns when it serves."""
        environment = {
            **os.environ,
            "PANDU_DATA_DIR": str(self._folder),
            "PANDU_PORT": self._port,
            "PANDU_LOG_LEVEL": "ERROR",
            **self._variables,
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve", "--demo"],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.startswith(READY), f"did not start: {line!r}"
        self.url = line.removeprefix(READY).strip().rstrip("/")
        self._port = self.url.rpartition(":")[2]

    def kill(self) -> None:
        """SIGKILL: no code of the server runs any more."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(how)
        code = self._process.wait(20)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return code
