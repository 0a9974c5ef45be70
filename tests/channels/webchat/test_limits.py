from collections.abc import Callable
from ipaddress import ip_network

import pytest

from bot.channels.webchat import limits
from bot.channels.webchat.limits import NEWCOMER, RETURN, SAY, Limits, Rate, place
from bot.channels.webchat.refused import RefusedError
from tests.channels.webchat.conftest import Visitor

PROXIES = (ip_network("10.0.0.0/8"), ip_network("2001:db8:1::/48"))


class Seconds:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def taken(bucket: Limits, rate: Rate, tries: int, who: str = "rina") -> int:
    """How many of `tries` pass."""
    passed = 0
    for _ in range(tries):
        try:
            bucket.take(rate, who)
        except RefusedError:
            continue
        passed += 1
    return passed


@pytest.mark.parametrize(("rate", "burst", "a_minute"), [(SAY, 30, 60), (NEWCOMER, 60, 60)])
def test_a_burst_passes_and_then_the_rate(rate: Rate, burst: int, a_minute: int) -> None:
    seconds = Seconds()
    bucket = Limits(seconds)
    assert taken(bucket, rate, 100) == burst
    passed = 0
    for _ in range(600):
        seconds.now += 0.1
        passed += taken(bucket, rate, 1)
    assert passed == a_minute


def test_codes_may_be_tried_ten_times_an_hour() -> None:
    seconds = Seconds()
    bucket = Limits(seconds)
    assert taken(bucket, RETURN, 20) == 10
    seconds.now += 3600
    assert taken(bucket, RETURN, 20) == 10


def test_one_does_not_use_up_what_another_has() -> None:
    bucket = Limits(Seconds())
    taken(bucket, SAY, 100, "a crowd")
    assert taken(bucket, SAY, 1, "rina") == 1
    assert taken(bucket, NEWCOMER, 1, "a crowd") == 1


def test_the_wait_that_is_said_is_enough() -> None:
    seconds = Seconds()
    bucket = Limits(seconds)
    taken(bucket, NEWCOMER, 60)
    with pytest.raises(RefusedError) as refused:
        bucket.take(NEWCOMER, "rina")
    assert refused.value.retry_after == 1
    seconds.now += refused.value.retry_after
    bucket.take(NEWCOMER, "rina")


def test_who_is_idle_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CROWDED", 10)
    seconds = Seconds()
    bucket = Limits(seconds)
    for number in range(10):
        bucket.take(SAY, f"early {number}")
    seconds.now += 10
    bucket.take(SAY, "late")
    assert len(bucket) == 1


def test_a_load_test_may_switch_them_off() -> None:
    assert taken(Limits(Seconds(), on=False), RETURN, 1000) == 1000


@pytest.mark.parametrize(
    ("peer", "forwarded", "counted"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.1.2.3", "198.51.100.1", "198.51.100.1"),
        ("10.1.2.3", "6.6.6.6, 198.51.100.1, 10.9.9.9", "198.51.100.1"),
        ("10.1.2.3", "", "10.1.2.3"),
        ("10.1.2.3", "10.4.4.4", "10.4.4.4"),
        ("10.1.2.3", "nonsense", "unknown"),
        ("2001:db8:1::5", "2001:db8:9:8:1:2:3:4", "2001:db8:9:8::/64"),
        ("2001:db8:9:8:ffff::1", "", "2001:db8:9:8::/64"),
        ("testclient", "198.51.100.1", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_place_is_what_no_trusted_proxy_stands_for(peer: str, forwarded: str, counted: str) -> None:
    assert place(peer, forwarded, PROXIES) == counted


def test_too_many_words_wait(visitor: Visitor) -> None:
    statuses = []
    for number in range(40):
        said = {"type": "typed", "text": "halo"}
        body = {"id": f"quick-{number}", "after": 0, "said": said}
        statuses.append(visitor.client.post("/chat/say", json=body))
    late = statuses[-1]
    assert late.status_code == 429
    assert int(late.headers["Retry-After"]) >= 1
    assert late.headers["Retry-After"] in late.json()["error"]


def test_too_many_newcomers_of_one_place_get_a_kind_page(
    newcomer: Callable[[], Visitor], visitor: Visitor
) -> None:
    pages = [newcomer().client.get("/", headers={"Accept-Language": "id"}) for _ in range(75)]
    assert pages[-1].status_code == 429
    assert "Mohon tunggu sebentar" in pages[-1].text
    assert int(pages[-1].headers["Retry-After"]) >= 1
    assert visitor.open()
