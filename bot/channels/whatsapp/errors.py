"""Every way in which a message can fail, as a value, by the number that Meta gives it.

developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes: only the number counts, titles
and texts change. The same numbers come in answers and in statuses.
"""

from http import HTTPStatus

from bot.channels.whatsapp.limits import IN_DOUBT_MS
from bot.delivery.outcome import Outcome

SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000
NEVER_LEFT = Outcome("waiting", reason="no connection", delay=2 * SECOND)
NO_ANSWER = Outcome("unknown", reason="no answer", delay=IN_DOUBT_MS)
NO_JSON = Outcome("unknown", reason="no json", delay=IN_DOUBT_MS)
AGED = Outcome("waiting", reason="lease aged")
NO_WINDOW = Outcome("failed", reason="window closed")
NO_TIER = Outcome("failed", reason="people a day")
TOMORROW = Outcome("waiting", reason="people a day", delay=30 * MINUTE)
"""What is sent to many goes on once there is room; a reminder would come too late."""
_SERVER = Outcome("waiting", reason="server error", delay=5 * SECOND)
_TOKEN = Outcome("waiting", reason="token refused", delay=MINUTE, pause=MINUTE)
_RATE = Outcome("waiting", reason="too many requests", delay=10 * SECOND, pause=10 * SECOND)
_SPAM = Outcome("waiting", reason="quality pause", delay=HOUR, pause=HOUR)
_LOCKED = Outcome("waiting", reason="account locked", delay=HOUR, pause=HOUR)
_PAIR = Outcome("waiting", reason="pair rate", delay=10 * SECOND)
_TEMPLATE = Outcome("failed", reason="template")
_NOBODY = Outcome("failed", reason="undeliverable")
_STOPPED = Outcome("failed", reason="stopped", blocked=True)
_REFUSED = Outcome("failed", reason="refused")
_MEDIA = Outcome("waiting", reason="media", delay=5 * SECOND)
_BY_CODE = {
    **dict.fromkeys((1, 2, 131000, 131016, 131057, 133004), _SERVER),
    **dict.fromkeys((0, 3, 10, 190, 131005, 131042, 131045, 133010), _TOKEN),
    **dict.fromkeys((4, 80007, 130429, 133016), _RATE),
    **dict.fromkeys((131048, 131064), _SPAM),
    **dict.fromkeys((368, 131031), _LOCKED),
    131056: _PAIR,
    **dict.fromkeys(
        (132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132068, 132069), _TEMPLATE
    ),
    131047: NO_WINDOW,
    **dict.fromkeys((130472, 131026, 131030, 131049, 130497), _NOBODY),
    131050: _STOPPED,
    131053: _MEDIA,
}
_ELSEWHERE = {"window closed", "people a day", "template", "undeliverable", "refused"}
_OF_ACCESS = range(200, 300)


def outcome_of(code: int, status: int = HTTPStatus.BAD_REQUEST) -> Outcome:
    """What a refusal means for the message. `code` is Meta's number, `status` that of HTTP."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    if code in _OF_ACCESS or status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return _TOKEN
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return _RATE
    return _SERVER if status >= HTTPStatus.INTERNAL_SERVER_ERROR else _REFUSED


def failure_of(code: int) -> Outcome:
    """The same, told by a status: what was to be tried again then has failed all the same."""
    outcome = outcome_of(code)
    return outcome if outcome.status == "failed" else Outcome("failed", reason=outcome.reason)


def goes_elsewhere(outcome: Outcome) -> bool:
    """Is it to be tried on another channel?"""
    return outcome.status == "failed" and outcome.reason in _ELSEWHERE
