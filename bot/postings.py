"""Finds a posting's folder and reads it; the only place that touches its files."""

from hashlib import sha256
from pathlib import Path

import conversations
from conversations.posting.edition import Edition
from conversations.posting.parse import parse
from conversations.posting.parse_texts import parse_texts
from conversations.posting.reader import Fault, PostingError

SHIPPED = Path(conversations.__file__).parent / "postings"


def shipped() -> list[str]:
    """Slugs of the postings that come with the program."""
    return sorted(entry.parent.name for entry in SHIPPED.glob("[!_]*/posting.yaml"))


def find_posting(slug_or_path: str) -> Path:
    """The folder of a shipped slug, or a folder of its own. Raises `PostingError`."""
    for folder in (SHIPPED / slug_or_path, Path(slug_or_path)):
        if (folder / "posting.yaml").is_file():
            return folder
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
    return Edition(posting, texts, digest(files))


def read_files(path: Path) -> dict[str, bytes]:
    """The YAML files of the folder by name."""
    return {file.name: file.read_bytes() for file in sorted(path.glob("*.yaml"))}


def digest(files: dict[str, bytes]) -> str:
    """SHA-256 over names, lengths and bytes, sorted by name, as hex."""
    found = sha256()
    for name in sorted(files):
        found.update(f"{name}\0{len(files[name])}\0".encode())
        found.update(files[name])
    return found.hexdigest()


def _text(files: dict[str, bytes], name: str) -> str:
    if name not in files:
        raise PostingError([Fault(name, 0, "is missing", "each declared language has its file")])
    try:
        return files[name].decode()
    except UnicodeDecodeError:
        raise PostingError([Fault(name, 0, "is not UTF-8")]) from None
