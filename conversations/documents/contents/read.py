"""Which reader looks at the lines of which slot: the list of what is read."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from conversations.documents.contents.lines import Line
from conversations.documents.contents.sought import Sought
from conversations.documents.findings import Finding

Lines = Sequence[Line]


class Read(Struct, frozen=True, omit_defaults=True):
    """`fields` as the contract of `pandu inspect` names them; what could not be read is absent."""

    fields: dict[str, Any] = {}
    findings: tuple[Finding, ...] = ()


Reading = Callable[[Lines, Sought], Read]
