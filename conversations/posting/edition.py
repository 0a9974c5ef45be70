"""A posting as it was published: its rules, its sentences, and the hash of its folder."""

from collections.abc import Mapping

from msgspec import Struct

from conversations.posting.answers import AnswerBook
from conversations.posting.model import Posting
from conversations.posting.texts import PostingTexts


class Edition(Struct, frozen=True):
    """Immutable; `digest` is the SHA-256 of the folder's files, `texts` by language, `answers` what
    people may ask.
    """

    posting: Posting
    texts: Mapping[str, PostingTexts]
    digest: str = ""
    answers: AnswerBook = AnswerBook()
