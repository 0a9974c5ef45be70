"""A state as it is kept: JSON with a version, brought up to date step by step."""

from collections.abc import Callable, Mapping

import msgspec

from conversations.dialog.state import VERSION, State

Record = dict[str, object]
_ENCODE = msgspec.json.Encoder().encode
_BEGIN = b'{"v":%d' % VERSION
"""Written though it is the default, which a state leaves out."""
UPGRADES: Mapping[int, Callable[[Record], Record]] = {}


class StateError(ValueError):
    """Bytes that are no state of this or an earlier version."""


def encode(state: State) -> bytes:
    """JSON; `v` is its version."""
    rest = _ENCODE(state)[1:]
    return _BEGIN + rest if rest == b"}" else _BEGIN + b"," + rest


def decode(stored: bytes) -> State:
    """The state that was kept. Raises `StateError`, which never repeats what is inside."""
    try:
        record = upgraded(msgspec.json.decode(stored, type=Record))
        return msgspec.convert(record, State)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise StateError("no state of a conversation") from None


def upgraded(
    record: Record, upgrades: Mapping[int, Callable[[Record], Record]] = UPGRADES
) -> Record:
    """`record` after every upgrade from its version on. Raises `StateError`."""
    version = record.get("v", 1)
    if not isinstance(version, int) or not min(upgrades, default=VERSION) <= version <= VERSION:
        raise StateError(f"version {version!r} is unknown")
    for step in range(version, VERSION):
        record = {**upgrades[step](record), "v": step + 1}
    return record
