"""Letters, curricula and portfolios: whose they are."""

from conversations.documents.contents.owner import headed, signed
from conversations.documents.contents.read import Lines, Read
from conversations.documents.contents.sought import Sought


def read_letter(lines: Lines, _: Sought) -> Read:
    """`nama`, by its label or the signature."""
    return Read({"nama": name}) if (name := signed(lines)) else Read()


def read_resume(lines: Lines, _: Sought) -> Read:
    """`nama`, by its label or the heading."""
    return Read({"nama": name}) if (name := headed(lines)) else Read()
