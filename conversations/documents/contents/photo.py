"""A photo of a person holds no text: where much is written, it is a document."""

from conversations.documents.contents.read import Lines, Read
from conversations.documents.contents.sought import Sought
from conversations.documents.findings import Finding

MOST_LETTERS = 40
"""A photographer's stamp or a name under the picture has fewer."""
SURE = 0.8


def read_photo(lines: Lines, _: Sought) -> Read:
    """`wrong_document`."""
    letters = sum(len(line.text) for line in lines if line.confidence >= SURE)
    return Read(findings=(Finding("wrong_document"),) if letters > MOST_LETTERS else ())
