"""What the Bot API answers instead of a result, in its own words."""

from typing import Any


class Refusal(Exception):  # noqa: N818  (the platform's "no" is an answer, not a fault of this server)
    """An answer with `ok: false`: HTTP status, description and the optional parameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Return the JSON body as the platform writes it."""
        found: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            found["parameters"] = self.parameters
        return found


def bad_request(why: str, **parameters: int) -> Refusal:
    """400: the request cannot succeed as it stands."""
    return Refusal(400, f"Bad Request: {why}", **parameters)


def forbidden(why: str) -> Refusal:
    """403: the bot may not write to this chat."""
    return Refusal(403, f"Forbidden: {why}")


def conflict(why: str) -> Refusal:
    """409: two ways of receiving updates exclude each other."""
    return Refusal(409, f"Conflict: {why}")


def too_many_requests(seconds: int) -> Refusal:
    """429: wait so many seconds, then repeat."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


UNAUTHORIZED = Refusal(401, "Unauthorized")
NO_SUCH_METHOD = Refusal(404, "Not Found: method not found")
RESTARTING = Refusal(500, "Internal Server Error: restart")
TERMINATED = conflict(
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = conflict(
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
QUERY_TOO_OLD = bad_request("query is too old and response timeout expired or query ID is invalid")
NOT_MODIFIED = bad_request(
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
