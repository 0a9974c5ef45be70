import socket

import pytest

OUTSIDE = ("192.0.2.1", 9)  # reserved for documentation: nobody answers there


def test_connecting_outside_is_refused() -> None:
    with (
        socket.socket() as plug,
        pytest.raises(RuntimeError, match="only the loopback"),
    ):
        plug.connect(OUTSIDE)


def test_sending_outside_is_refused() -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as plug,
        pytest.raises(RuntimeError, match="only the loopback"),
    ):
        plug.sendto(b"hello", OUTSIDE)


@pytest.mark.parametrize("host", ["example.org", "192.0.2.1", b"example.org"])
def test_looking_up_a_name_outside_is_refused(host: str | bytes) -> None:
    with pytest.raises(RuntimeError, match="only the loopback"):
        socket.getaddrinfo(host, 80)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_loopback_is_reached(host: str) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection((host, server.getsockname()[1])) as plug,
    ):
        assert plug.getpeername() == server.getsockname()
