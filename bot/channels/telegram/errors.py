"""Every way in which a call can fail, as a value (tdlib/telegram-bot-api, Client.cpp)."""

from http import HTTPStatus

from bot.channels.telegram.wire import Reply
from bot.delivery.outcome import Outcome

NOT_MODIFIED = "message is not modified"
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
MARKUP = ("can't parse entities", "unsupported start tag", "button_type_invalid")
NOBODY = ("chat not found", "peer_id_invalid", "user not found")
SECOND = 1000
NEVER_LEFT = Outcome("waiting", reason="no connection", delay=2 * SECOND)
NO_ANSWER = Outcome("unknown", reason="no answer")
NO_JSON = Outcome("unknown", reason="no json")


def outcome_of(reply: Reply) -> Outcome:
    """What a refusal means for the message that was refused."""
    said = reply.description.casefold()
    match reply.error_code:
        case 429:
            wait = max(1, reply.parameters.retry_after) * SECOND
            outcome = Outcome("waiting", reason="too many requests", delay=wait, pause=wait)
        case 403:
            outcome = Outcome("failed", reason=_forbidden(said), blocked=True)
        case 401 | 404:
            wait = 60 * SECOND
            outcome = Outcome("waiting", reason="token refused", delay=wait, pause=wait)
        case code if code >= HTTPStatus.INTERNAL_SERVER_ERROR or code == HTTPStatus.CONFLICT:
            outcome = Outcome("waiting", reason="server error", delay=2 * SECOND)
        case _ if any(words in said for words in NOBODY):
            outcome = Outcome("failed", reason="chat not found", blocked=True)
        case _:
            outcome = Outcome("failed", reason="refused")
    return outcome


def _forbidden(said: str) -> str:
    if "blocked" in said:
        return "blocked"
    return "deactivated" if "deactivated" in said else "forbidden"
