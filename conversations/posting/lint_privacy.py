"""Does the file about the data of applicants read, where there is one?"""

from collections.abc import Mapping

from conversations.posting.findings import Finding, of_error
from conversations.posting.parse_privacy import FILE, parse_privacy
from conversations.posting.reader import PostingError


def privacy(files: Mapping[str, str]) -> list[Finding]:
    """Every fault of it."""
    if FILE not in files:
        return []
    try:
        parse_privacy(files[FILE])
    except PostingError as error:
        return of_error(error)
    return []
