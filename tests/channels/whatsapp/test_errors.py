"""Each number of the platform means one thing to do."""

import pytest

from bot.channels.whatsapp.errors import failure_of, goes_elsewhere, outcome_of

WAITS = {1, 2, 131000, 131016, 131053, 131056, 131057}
PAUSES = {4, 80007, 130429, 131048, 133016, 368, 131031, 0, 10, 190, 200}
TEMPLATE = {132000, 132001, 132005, 132007, 132012, 132015, 132016}
ELSEWHERE = {131026, 131047, 131049, 131051, 131009, 130472, *TEMPLATE}


@pytest.mark.parametrize("code", sorted(WAITS))
def test_this_message_waits(code: int) -> None:
    outcome = outcome_of(code)
    assert (outcome.status, outcome.pause) == ("waiting", 0)
    assert outcome.delay > 0


@pytest.mark.parametrize("code", sorted(PAUSES))
def test_everybody_waits(code: int) -> None:
    outcome = outcome_of(code)
    assert outcome.status == "waiting"
    assert outcome.pause > 0


@pytest.mark.parametrize("code", sorted(ELSEWHERE))
def test_it_goes_elsewhere(code: int) -> None:
    outcome = outcome_of(code)
    assert outcome.status == "failed"
    assert goes_elsewhere(outcome)
    assert not outcome.blocked


def test_who_stopped_announcements_is_told_them_nowhere() -> None:
    assert not goes_elsewhere(outcome_of(131050))


@pytest.mark.parametrize(
    ("status", "expected"), [(401, "waiting"), (403, "waiting"), (429, "waiting"),
                             (500, "waiting"), (503, "waiting"), (400, "failed")]
)  # fmt: skip
def test_without_a_number_the_status_decides(status: int, expected: str) -> None:
    assert outcome_of(-1, status).status == expected


@pytest.mark.parametrize("code", sorted(WAITS | PAUSES | ELSEWHERE))
def test_told_by_a_status_it_has_failed(code: int) -> None:
    assert failure_of(code).status == "failed"
    assert failure_of(code).reason == outcome_of(code).reason


def test_reasons_fit_their_column() -> None:
    assert all(len(outcome_of(code).reason) <= 32 for code in WAITS | PAUSES | ELSEWHERE)
