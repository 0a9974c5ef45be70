"""Finds a posting's folder and reads it, begins a new one; all that touches their files."""

import sys
from hashlib import sha256
from pathlib import Path

import conversations
from conversations.posting.answers import AnswerBook
from conversations.posting.edition import Edition
from conversations.posting.lint import lint
from conversations.posting.lint_answers import FILE as ANSWERS
from conversations.posting.lint_examples import FOLDER as EXAMPLES
from conversations.posting.model import Posting
from conversations.posting.parse import parse
from conversations.posting.parse_answers import parse_answers
from conversations.posting.parse_privacy import FILE as PRIVACY
from conversations.posting.parse_privacy import parse_privacy
from conversations.posting.parse_texts import parse_texts
from conversations.posting.privacy import Privacy
from conversations.posting.reader import Fault, PostingError

SHIPPED = Path(conversations.__file__).parent / "postings"
TEMPLATE = SHIPPED / "_template"
_SLUG_IN_TEMPLATE = "nama-lowongan"


def shipped() -> list[str]:
    """Slugs of the postings that come with the program."""
    return sorted(entry.parent.name for entry in SHIPPED.glob("[!_]*/posting.yaml"))


def find_posting(slug_or_path: str) -> Path:
    """The folder of a shipped slug, or a folder of its own. Raises `PostingError`."""
    for folder in (SHIPPED / slug_or_path, Path(slug_or_path)):
        if (folder / "posting.yaml").is_file():
            return folder.resolve()
    allowed = f"{', '.join(shipped())}, or a folder that holds posting.yaml"
    raise PostingError([Fault(slug_or_path, 0, "no such posting", allowed)])


def load_edition(path: Path) -> Edition:
    """The posting in folder `path` with all its languages. Raises `PostingError`."""
    files = read_files(path)
    posting = parse(_text(files, "posting.yaml"))
    texts = {
        language: parse_texts(_text(files, f"{language}.yaml"), posting, f"{language}.yaml")
        for language in posting.languages
    }
    book = AnswerBook()
    if ANSWERS in files:
        book = parse_answers(_text(files, ANSWERS), posting)
    return Edition(
        posting, texts, digest(files), book, _examples(files, posting), privacy=_privacy(files)
    )


def served_edition(path: Path) -> Edition:
    """The same for people to be served with: linted first, its warnings written to standard error.

    Raises `PostingError` with every error that the linter finds.
    """
    findings = lint(read_texts(path), folder=path.name)
    if errors := [one for one in findings if one.severity == "error"]:
        raise PostingError([Fault(one.file, one.line, one.told) for one in errors])
    for warning in (one for one in findings if one.severity == "warning"):
        sys.stderr.write(f"{warning}\n")
    return load_edition(path)


def _privacy(files: dict[str, bytes]) -> Privacy:
    return parse_privacy(_text(files, PRIVACY)) if PRIVACY in files else Privacy()


def _examples(files: dict[str, bytes], posting: Posting) -> dict[str, str]:
    """The drawing of each slot that has one; what is named and missing is told by the linter."""
    named = {slot.id: f"{EXAMPLES}/{slot.example}" for slot in posting.slots if slot.example}
    return {slot: _text(files, name) for slot, name in named.items() if name in files}


def read_files(path: Path) -> dict[str, bytes]:
    """The YAML files of the folder and its drawings, by name."""
    found = (*path.glob("*.yaml"), *path.glob(f"{EXAMPLES}/*.svg"))
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in sorted(found)}


def read_texts(path: Path) -> dict[str, str]:
    """The same as text. Raises `PostingError` where one is not UTF-8."""
    files = read_files(path)
    return {name: _text(files, name) for name in files}


def digest(files: dict[str, bytes]) -> str:
    """SHA-256 over names, lengths and bytes, sorted by name, as hex."""
    found = sha256()
    for name in sorted(files):
        found.update(f"{name}\0{len(files[name])}\0".encode())
        found.update(files[name])
    return found.hexdigest()


def begin_posting(slug: str, into: Path) -> Path:
    """Writes a small complete posting to `into/slug`. Raises `FileExistsError` where one lies."""
    folder = into / slug
    (folder / EXAMPLES).mkdir(parents=True)
    for name, text in read_texts(TEMPLATE).items():
        (folder / name).write_text(text.replace(_SLUG_IN_TEMPLATE, slug), "utf-8")
    return folder


def _text(files: dict[str, bytes], name: str) -> str:
    if name not in files:
        raise PostingError([Fault(name, 0, "is missing", "each declared language has its file")])
    try:
        return files[name].decode("utf-8-sig")  # editors on Windows begin a file with a mark
    except UnicodeDecodeError:
        raise PostingError([Fault(name, 0, "is not UTF-8")]) from None
