"""One file under inspection; what several checks need of it is worked out once."""

from functools import cached_property

from bot.inspection.asks import Look
from bot.inspection.kinds import kind_of
from conversations.documents.findings import Kind


class Piece:
    """The bytes of one upload, whatever they are."""

    def __init__(self, ask: Look) -> None:
        self.ask = ask
        self.data = ask.data
        self.upload_name = ask.upload_name
        self.slot, self.checks = ask.slot, ask.checks
        self.most_bytes = ask.most_bytes

    @cached_property
    def kind(self) -> Kind | None:
        return kind_of(self.data)

    @cached_property
    def lower(self) -> bytes:
        """The bytes with ASCII letters made small."""
        return self.data.lower()
