"""What holds for every test: no way out of this machine, and engines that may be missing."""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from ipaddress import ip_address

import pytest
from hypothesis import settings

pytest_plugins = ["tests.databases", "tests.running.once", "tests.time_machine.workers"]

ENGINES: dict[str, Callable[[], bool]] = {
    "chromium": lambda: shutil.which("chromium") is not None,
}

# A slow machine is no fault of an example.
settings.register_profile("pandu", deadline=None)
settings.load_profile("pandu")

NAMED = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
ADDRESSED = {"socket.connect", "socket.sendto", "socket.sendmsg"}


class OutsideReachedError(RuntimeError):
    """A test tried to reach something that is not this machine."""


def is_here(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode()
    if not isinstance(host, str):
        return host is None
    if host in {"", "localhost"}:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_outside(event: str, arguments: tuple[object, ...]) -> None:
    """Audit hook: look names up, connect and send only to the loopback."""
    if event in NAMED:
        host = arguments[0]
    elif event in ADDRESSED and isinstance(arguments[1], tuple):  # a unix socket has a path
        host = arguments[1][0]
    else:
        return
    if not is_here(host):
        message = f"{event}: tests reach only the loopback"
        raise OutsideReachedError(message)


def pytest_configure() -> None:
    sys.addaudithook(refuse_outside)


def missing_engine(item: pytest.Item) -> str:
    names = [str(mark.args[0]) for mark in item.iter_markers("engine")]
    return next((name for name in names if not ENGINES[name]()), "")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this machine has no engine for; on a build machine it runs and is red."""
    if os.environ.get("CI"):
        return
    left_out = [item for item in items if missing_engine(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_runtest_setup(item: pytest.Item) -> None:
    if name := missing_engine(item):
        pytest.fail(f"{name} is missing on this machine", pytrace=False)


def pytest_report_header() -> Sequence[str]:
    missing = [name for name, present in ENGINES.items() if not present()]
    return [f"missing engines: {', '.join(missing)}"] if missing else []
