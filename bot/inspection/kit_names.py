"""Names for files that people upload elsewhere: plain letters, the order of the form in front."""

import re
import unicodedata

from bot.inspection.kinds import kind_of

LONGEST_PART = 40
ENDINGS = {"pdf": "pdf", "jpeg": "jpg", "png": "png", "webp": "webp", "heic": "heic"}
_SMALL_WORDS = frozenset(("dan", "atau", "di", "of", "and", "or"))


def file_name(number: int, title: str, person: str, data: bytes, *, copy: int = 0) -> str:
    """`01_Surat-Lamaran_BUDI-SANTOSO.pdf`; `copy` counts several files of one slot from 1.

    Nothing of it can leave a folder, hide or reverse: ASCII letters, digits, `-` and `_` alone.
    """
    what = "-".join(_capital(word) for word in _words(title))[:LONGEST_PART].strip("-") or "Berkas"
    which = f"{what}-{copy}" if copy else what
    ending = ENDINGS.get(kind_of(data) or "", "bin")
    return f"{number:02}_{which}_{plain_person(person)}.{ending}"


def plain_person(person: str) -> str:
    """A name in capitals, without the titles behind its comma."""
    bare = person.split(",", maxsplit=1)[0]
    return "-".join(_words(bare)).upper()[:LONGEST_PART].strip("-") or "PELAMAR"


def _words(text: str) -> list[str]:
    bare = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))  # accents
    return re.findall(r"[A-Za-z0-9]+", bare)


def _capital(word: str) -> str:
    return word if word in _SMALL_WORDS else word[0].upper() + word[1:]
