"""A certificate: whose, until when, and whether it is about cooperatives."""

import re

from conversations.documents.contents.lines import whole
from conversations.documents.contents.owner import owner
from conversations.documents.contents.read import Lines, Read
from conversations.documents.contents.sought import Sought
from conversations.documents.contents.validity import last_day, never_ends, speaks_of_it
from conversations.documents.findings import Finding

_ABOUT = re.compile(r"k\s*o\s*perasi|perkoperasian|co-?operative", re.IGNORECASE)
LEAST = 60
"""Letters that must have been read before something is said to be missing."""


def read_certificate(lines: Lines, sought: Sought) -> Read:
    """`nama` and `berlaku_sampai`; expired on the closing day, without a day, about other things.

    The posting does not say which certificate it means, so that each of these is a doubt.
    """
    text = whole(lines)
    fields = {"nama": name} if (name := owner(lines)) else {}
    if len(text) < LEAST:
        return Read(fields)
    other = (Finding("wrong_document", confidence=0.8),) if not _ABOUT.search(text) else ()
    until = last_day(lines)
    if until is None:
        open_end = never_ends(text) or other or _misread(lines, text)
        return Read(fields, other if open_end else (*other, Finding("cert_no_expiry")))
    fields["berlaku_sampai"] = until.isoformat()
    late = until < sought.day
    return Read(fields, (*other, Finding("cert_expired")) if late else other)


def _misread(lines: Lines, text: str) -> bool:
    """Words of validity were recognised and no day behind them: it is there, and was not read."""
    return speaks_of_it(text) and any(line.confidence < 1 for line in lines)
