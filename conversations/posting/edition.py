"""A posting as it was published: its rules, its sentences, and the hash of its folder."""

from collections.abc import Mapping

from msgspec import Struct, field

from conversations.posting.amendment import Row
from conversations.posting.answers import AnswerBook
from conversations.posting.model import Posting
from conversations.posting.privacy import Privacy
from conversations.posting.texts import PostingTexts


class Laid(Struct, frozen=True):
    """An amendment that was laid over the posting, and the posting before it."""

    row: Row
    before: Posting


class Edition(Struct, frozen=True):
    """Immutable; `digest` is the SHA-256 of the folder's files, `texts` by language, `answers` what
    people may ask, `examples` drawings (SVG) of good documents by slot, `privacy` what is decided
    about the data of applicants.
    """

    posting: Posting
    texts: Mapping[str, PostingTexts]
    digest: str = ""
    answers: AnswerBook = AnswerBook()
    examples: Mapping[str, str] = field(default_factory=dict)
    history: tuple[Laid, ...] = ()
    privacy: Privacy = Privacy()

    @property
    def revision(self) -> int:
        """That of the last amendment; 0 as it was published."""
        return self.history[-1].row.revision if self.history else 0
