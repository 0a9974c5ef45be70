"""What inspection may notice about one document, and what each of it means."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from conversations.documents.contents.lines import Box, Line

if TYPE_CHECKING:  # the child that opens files needs no sentences, and reading YAML takes 50 ms
    from conversations.texts.phrases import Phrases

Severity = Literal["warn", "reject"]
Verdict = Literal["accept", "warn", "reject"]
Kind = Literal["pdf", "jpeg", "png", "webp", "heic"]

REJECTED = frozenset(
    (
        *("wrong_type", "too_large", "empty", "corrupt_pdf", "corrupt_image", "encrypted_pdf"),
        *("pdf_with_javascript", "pdf_with_launch_action", "pdf_with_embedded_file"),
        *("zip_renamed_pdf", "polyglot", "decompression_bomb", "animated", "harmful"),
    )
)
# Doubt is a warning, never a refusal.
WARNED = frozenset(
    (
        *("blurry", "too_dark", "low_resolution", "rotated", "cropped", "wrong_aspect"),
        *("wrong_kind", "unreadable_by_machine", "glare", "wrong_background", "wrong_document"),
        *("nik_invalid", "nik_birthdate_mismatch", "npwp_invalid", "nib_invalid"),
        *("nib_wrong_kbli", "nib_company", "cert_expired", "cert_no_expiry"),
        *("education_below_min", "experience_short"),
        *("name_differs", "nik_differs", "birthdate_differs", "same_file_twice"),
    )
)
FOR_STAFF = frozenset(("unreadable_by_machine", "harmful"))
# What a file really is, where the advice differs by it.
ADVISED_BY_DETAIL = {
    "wrong_type": ("docx", "xlsx", "pptx", "office", "gif", "svg", "html"),
    "wrong_kind": ("pdf", "image"),
}


class Finding(Struct, frozen=True, omit_defaults=True):
    """`page` counts from 1, 0 is the whole file; `where` is left, top, right, bottom of it, 0-1.

    `detail` is a word of our own, never one of the document.
    """

    code: str
    page: int = 0
    confidence: float = 1.0
    detail: str = ""
    where: Box | None = None

    @property
    def severity(self) -> Severity:
        return "reject" if self.code in REJECTED else "warn"


class Looked(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one look at one file found.

    `kind` is None where it is nothing that is accepted. `copies` are upright JPEGs without any
    metadata, for pictures only; pages of a PDF are drawn when somebody looks at them. `texts` is
    the text layer by page, "" for a scanned one; `lines` say where it stands, and `unread` that
    letters were to be read and could not be. `mended` says what the copy puts right: `turned`,
    `converted`, `shrunk`.
    """

    kind: Kind | None = None
    findings: tuple[Finding, ...] = ()
    fields: dict[str, Any] = {}
    pages: int = 0
    texts: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    unread: bool = False
    copies: tuple[bytes, ...] = ()
    mended: tuple[str, ...] = ()
    gps_stripped: bool = False

    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.findings)


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    severities = {finding.severity for finding in findings}
    if "reject" in severities:
        return "reject"
    return "warn" if severities else "accept"


def codes_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Each code once, in the order it was found."""
    return tuple(dict.fromkeys(finding.code for finding in findings))


def needs_a_person(findings: Iterable[Finding]) -> bool:
    """Whether staff should be pointed to this file."""
    return any(finding.code in FOR_STAFF for finding in findings)


def told(finding: Finding, say: "Phrases", **values: object) -> str:
    """What was noticed, in one sentence; `values` fill what it names, such as `most_mb`."""
    return say(f"documents.findings.{finding.code}.told", **values)


def advice(finding: Finding, say: "Phrases", **values: object) -> str:
    """How to mend it."""
    key = f"documents.findings.{finding.code}.mend"
    known = finding.detail in ADVISED_BY_DETAIL.get(finding.code, ())
    return say(f"{key}_{finding.detail}" if known else key, **values)


def in_words(findings: Iterable[Finding], say: "Phrases", **values: object) -> str:
    """All findings with their advice, each code once, a line for each."""
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.code, finding)
    lines = (f"{told(f, say, **values)} {advice(f, say, **values)}" for f in first.values())
    return "\n".join(lines)
