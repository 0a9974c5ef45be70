"""What is kept comes back the same; older shapes are read; foreign bytes are refused."""

import pytest

from conversations.dialog.state import VERSION, Asked, Fact, State
from conversations.dialog.stored import StateError, decode, encode, upgraded

FULL = State(
    language="en", consent="2025-12-18T03:00:00+00:00", acknowledged="2025-12-18T03:01:00+00:00",
    facts={"laptop": Fact(value=True), "kbli": Fact(["70209"]), "sikap": Fact(unsure=True)},
    asked=Asked("q:papers", 4, 7, "", "go::next:0", ["laptop"], {"papers": ["laptop"]}),
    seq=9, turn=4, verdict="needs_info", progress="checking",
)  # fmt: skip


@pytest.mark.parametrize("state", [State(), FULL])
def test_a_state_comes_back_the_same(state: State) -> None:
    assert decode(encode(state)) == state


def test_the_first_shape_is_read_for_ever() -> None:
    kept = (
        b'{"v":1,"consent":"2025-12-18T03:00:00+00:00","facts":{"laptop":{"value":true}},"seq":3}'
    )
    assert decode(kept).facts["laptop"].value is True


def test_the_version_is_always_written() -> None:
    assert f'"v":{VERSION}'.encode() in encode(State())


def test_upgrades_run_one_after_the_other() -> None:
    steps = {VERSION - 2: lambda old: old | {"a": 1}, VERSION - 1: lambda old: old | {"b": 2}}
    assert upgraded({"v": VERSION - 2}, steps) == {"v": VERSION, "a": 1, "b": 2}


@pytest.mark.parametrize("kept", [
    b"", b"[]", b"\xff", b'{"v":"1"}', b'{"v":99}', b'{"v":-5}', b'{"facts":3}',
    b'{"seq":"secret"}',
])  # fmt: skip
def test_what_is_no_state_is_refused_without_repeating_it(kept: bytes) -> None:
    with pytest.raises(StateError) as error:
        decode(kept)
    assert "secret" not in str(error.value)
