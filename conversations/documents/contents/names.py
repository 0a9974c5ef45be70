"""Names of people as documents print them."""

import re

MOST_WORDS, LEAST = 8, 3
_LABEL = re.compile(
    r"(?:jenis|status|kode|skala|alamat|nomor|tanggal|tempat|bentuk|kbli|jabatan|program)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z'`\u2019.,\- ]+")
_NOT = re.compile(
    r"\b(?:republik|indonesia|kementerian|direktorat|jenderal|pajak|kartu|nomor|pokok|wajib|npwp"
    r"|nama|alamat|kota|kabupaten|provinsi|kpp|pratama|madya|terdaftar|jakarta|pemerintah|jl|jln"
    r"|jalan|gg|gang|rt|rw|kel|kec|desa|kelurahan|kecamatan|no|keuangan)\b",
    re.IGNORECASE,
)

_PARTICLES = frozenset(("bin", "binti", "ibn", "al", "el", "de", "da", "la", "van", "der", "von"))
_NEXT = re.compile(
    r"\s*[(/|;]"
    r"|\s+(?=(?:nim|npm|nik|nip|nidn|nisn|nomor|no\.|tempat|jenis|alamat|program|lahir|dilahirkan|kelahiran|tanggal|tgl|ttl|jurusan|nirm)\b)"
    r"|\s+(?=(?:adalah|telah|pernah|merupakan|benar|bekerja|sebagai|yang|has|was|is)\b)",
    re.IGNORECASE,
)
"""Where the next label of the same line begins, or what is said of the person."""


def name_in(text: str) -> str:
    """The text as a name, as printed; "" where it is none."""
    found = _capital(" ".join(_NEXT.split(text.strip(" :\uff1a-"))[0].split()).lstrip("."))
    if (
        _LABEL.match(found)
        or not _NAME.fullmatch(found)
        or len(found.split()) > MOST_WORDS
        or len(found) < LEAST
    ):
        return ""
    return found


def _capital(words: str) -> str:
    """Up to the first small word behind a capital one: there the sentence goes on."""
    first, *rest = words.split() or [""]
    if not first[:1].isupper():
        return words
    goes_on = (at for at, word in enumerate(rest, 1) if word.islower() and word not in _PARTICLES)
    return " ".join(words.split()[: next(goes_on, None)])


def is_likely_name(text: str) -> bool:
    """For a line without a label: letters alone, and none of the words that cards are full of."""
    return bool(name_in(text)) and not _NOT.search(text) and len(text.split()) > 1
