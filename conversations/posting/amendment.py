"""What changes a posting after it was published: rows over it, one for each revision."""

from datetime import datetime
from typing import Literal

import msgspec
from msgspec import Struct, field

Kind = Literal["date", "rule", "erratum", "answer"]


class AmendmentError(ValueError):
    """Why an amendment cannot be laid over the posting, in one sentence for staff."""


class Amendment(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """`moves` are times by the name of a date, as they were written; `texts` new sentences by their
    place in the texts (`clauses.umum-3`) and language; `rules` the requirements' new rules, written
    as in `posting.yaml`; `answers` what is no longer left open, by gap or question, and language.
    """

    moves: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """What weighs most in it. After a `date` or a `rule` everything is planned anew."""
        if self.moves:
            return "date"
        if self.rules:
            return "rule"
        return "erratum" if self.texts else "answer"


class Row(Struct, frozen=True):
    """One amendment: who published it, on what it rests, and when (UTC). The first is 1."""

    revision: int
    amendment: Amendment
    source: str
    author: str
    at: datetime


def encoded(amendment: Amendment) -> str:
    """As it is stored."""
    return msgspec.json.encode(amendment).decode()


def decoded(body: str) -> Amendment:
    return msgspec.json.decode(body, type=Amendment)
