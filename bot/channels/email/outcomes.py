"""Every way in which handing over a letter can fail, as a value (RFC 5321, RFC 3463)."""

from http import HTTPStatus

from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPConnectResponseError,
    SMTPHeloError,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from bot.delivery.outcome import Outcome

SECOND = 1000
CLOSING = 421
PERMANENT = HTTPStatus.INTERNAL_SERVER_ERROR
"""5yz, as in HTTP."""
NEVER_LEFT = Outcome("waiting", reason="no connection", delay=10 * SECOND)
NO_ANSWER = Outcome("unknown", reason="no answer")
BUSY = Outcome("waiting", reason="pace", delay=SECOND)
NO_ADDRESS = Outcome("failed", reason="no address")
TOO_MANY_CODES = Outcome("failed", reason="too many codes")
LATER = Outcome("waiting", reason="put off", delay=120 * SECOND)
"""Greylisting lets a letter through when it comes again."""
HANGING_UP = Outcome("waiting", reason="server closes", delay=30 * SECOND, pause=30 * SECOND)
REFUSES_US = Outcome("waiting", reason="server refuses us", delay=60 * SECOND, pause=60 * SECOND)
NOBODY = Outcome("failed", reason="no such mailbox", blocked=True)
REFUSED = Outcome("failed", reason="refused")
_OF_THE_SENDER = (
    SMTPAuthenticationError, SMTPConnectResponseError, SMTPHeloError, SMTPSenderRefused,
)  # fmt: skip
_NO_MAILBOX = {550, 551, 553}


def outcome_of(refused: SMTPResponseException) -> Outcome:
    """What a refusal means for the letter that was refused."""
    if refused.code == CLOSING:
        return HANGING_UP
    if isinstance(refused, _OF_THE_SENDER):
        return REFUSES_US
    if refused.code < PERMANENT:
        return LATER
    return NOBODY if _nobody(refused) else REFUSED


def _nobody(refused: SMTPResponseException) -> bool:
    """5.1 says so; without such a code the refusal of a recipient does. 5.7 is about the letter."""
    if refused.message.startswith("5.1."):
        return True
    bare = not refused.message.startswith("5.")
    return bare and isinstance(refused, SMTPRecipientRefused) and refused.code in _NO_MAILBOX
