"""What a child cannot do any more once it is sealed, asked of the kernel; and the filter itself."""

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from bot.inspection import seccomp
from bot.inspection.seccomp import ALLOW, KILL, MACHINES, REFUSE, REFUSED, assemble

TRIED = """
import ctypes, json, os, socket, subprocess, sys, threading
from bot.inspection.limits import set_limits
from bot.inspection.seccomp import seal
from bot.inspection import child
there = socket.socket()
set_limits()
sealed = seal()
libc = ctypes.CDLL(None, use_errno=True)
def end(do):
    try:
        return repr(do())
    except OSError as error:
        return error.errno
ran = []
thread = threading.Thread(target=ran.append, args=(1,))
print(json.dumps({
    "sealed": sealed,
    "socket": end(socket.socket),
    "connect": end(lambda: there.connect(("127.0.0.1", 9))),
    "read": end(lambda: open("/etc/hostname")),
    "write": end(lambda: open("x", "w")),
    "remove": end(lambda: os.unlink(sys.argv[1])),
    "fork": end(os.fork),
    "exec": end(lambda: os.execv("/bin/true", ["true"])),
    "spawn": end(lambda: os.posix_spawn("/bin/true", ["true"], {})),
    "kill": end(lambda: os.kill(os.getppid(), 0)),
    "clone": libc.syscall(56, 17, 0, 0, 0, 0) if "x86" in os.uname().machine else -1,
}))
"""
EPERM = 1


def test_a_sealed_process_reaches_nothing(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.touch()
    done = subprocess.run(
        [sys.executable, "-c", TRIED, victim], capture_output=True, text=True, check=False
    )
    found = json.loads(done.stdout)
    assert (found.pop("sealed"), found.pop("clone")) == (True, -1)
    assert found == dict.fromkeys(found, EPERM)
    assert victim.exists()


def test_threads_may_start_in_a_sealed_process() -> None:
    code = (
        "import threading; from bot.inspection.seccomp import seal; assert seal();"
        "t = threading.Thread(target=print, args=('ran',)); t.start(); t.join()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "ran\n"


def decide(program: bytes, architecture: int, number: int, first_argument: int = 0) -> int:
    """What the kernel would: a small machine for the few steps that the filter uses."""
    data = struct.pack("=IIQQ", number, architecture, 0, first_argument)
    steps, at, loaded = list(struct.iter_unpack("=HBBI", program)), 0, 0
    while True:
        code, if_true, if_false, value = steps[at]
        at += 1
        match code:
            case seccomp.RETURN:
                return int(value)
            case seccomp.LOAD:
                (loaded,) = struct.unpack_from("=I", data, value)
            case seccomp.JUMP_EQUAL:
                at += if_true if loaded == value else if_false
            case seccomp.JUMP_FROM:
                at += if_true if loaded >= value else if_false
            case seccomp.JUMP_BITS:
                at += if_true if loaded & value else if_false


@pytest.mark.parametrize("machine", MACHINES)
def test_the_filter_refuses_what_is_listed_and_nothing_else(machine: str) -> None:
    column, architecture = MACHINES[machine]
    program = assemble(machine)
    listed = {numbers[column] for numbers in REFUSED.values()} - {0}
    clone, clone3 = seccomp.CLONE[column], seccomp.CLONE3[column]
    for number in range(1, 470):
        expected = {clone: REFUSE, clone3: seccomp.ABSENT}.get(
            number, REFUSE if number in listed else ALLOW
        )
        assert decide(program, architecture, number) == expected, number
    assert decide(program, architecture, clone, 0x10000 | 0x100) == ALLOW
    assert decide(program, architecture, clone, 17) == REFUSE
    assert decide(program, architecture, 0x40000000 + 41) == REFUSE
    assert decide(program, architecture ^ 1, 1) == KILL


def test_an_unknown_machine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seccomp, "MACHINES", {})
    assert seccomp.seal() is False


LIMITED = "from bot.inspection.limits import set_limits; set_limits(); "
BEYOND = {
    "memory": "b = bytearray(600 * 2**20)",
    "files": "f = [open('/dev/null') for _ in range(40)]",
    "writing": "import os; os.write(os.open('x', os.O_CREAT | os.O_WRONLY), b'y')",
    "more memory": "import resource as r; from bot.inspection.seccomp import seal; seal(); "
    "r.setrlimit(r.RLIMIT_AS, (2**40, 2**41))",
}
ALLOWED = {"memory": "b = bytearray(100 * 2**20)", "files": "f = open('/dev/null')"}


def limited(code: str, folder: Path) -> int:
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    return subprocess.run(
        [sys.executable, "-c", LIMITED + code],
        capture_output=True, check=False, cwd=folder, env=environment,
    ).returncode  # fmt: skip


@pytest.mark.parametrize("limit", BEYOND)
def test_limits_hold(limit: str, tmp_path: Path) -> None:
    assert limited(BEYOND[limit], tmp_path) != 0


@pytest.mark.parametrize("limit", ALLOWED)
def test_below_the_limits_work_goes_on(limit: str, tmp_path: Path) -> None:
    assert limited(ALLOWED[limit], tmp_path) == 0
