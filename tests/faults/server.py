"""Pandu as a process of its own, that can be killed at any moment and started again."""

import os
import random
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

READY = "Pandu is ready."


def free_port() -> int:
    """A port that nobody listens on now, from below those that clients are given: while a server
    is down, none of their connections may sit on its port.
    """
    while True:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", random.randrange(20_000, 32_000)))
            return int(probe.getsockname()[1])


class Server:
    """`pandu COMMAND` on a port of its own over one data folder."""

    module = "bot"

    def __init__(self, folder: Path, command: str = "serve --demo", **variables: str) -> None:
        self._folder, self._command, self._variables = folder, command.split(), variables
        self._process: subprocess.Popen[str] | None = None
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int:
        """Of the process that was started last."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Returns when it serves."""
        environment = {
            **os.environ,
            "PANDU_DATA_DIR": str(self._folder),
            "PANDU_PORT": str(self._port),
            "PANDU_LOG_LEVEL": "ERROR",
            **self._variables,
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", self.module, *self._command],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.startswith(READY), f"did not start: {line!r}"

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
