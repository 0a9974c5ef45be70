"""Whose document it is, as it is printed."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from conversations.documents.contents.labels import values
from conversations.documents.contents.lines import Line, Row, rows, words_of
from conversations.documents.contents.names import is_likely_name, name_in

_LABELS = (
    *("Nama Karyawan", "Nama Pegawai", "Nama Pekerja", "Atas Nama", "Nama Penerima", "Penyusun"),
    *("Nama Mahasiswa", "Nama Lengkap", "Nama Pemegang", "Nama Pemilik", "Nama Peserta", "Nama"),
    *("Name of Student", "Full Name", "Name", "Employee Name"),
    *("Disusun oleh", "Oleh", "Prepared by"),
)
_GIVEN = re.compile(
    r"(?:kepada|(?:menerangkan|diterangkan|menyatakan|dinyatakan|keterangan).{0,60}?bahwa"
    r"|bernama|mengangkat|menugaskan|menugasi|menunjuk|awarded\s*to|presented\s*to"
    r"|confer(?:s|red)\s*(?:up)?on|certif(?:y|ies)\s*that)\s*[:\uff1a]?\s*",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"(?:menerangkan|diterangkan|menyatakan|dinyatakan|keterangan).{0,60}?bahwa"
    r"|(?:menerangkan|menyatakan|menugaskan|mengangkat)\W*$|certif(?:y|ies)\s*that",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"^(?:sdr\.?\s*/?\s*i?\.?|sdri\.?|saudar[ai](?:\s*/\s*i)?|bapak|ibu|mr\.?|mrs\.?|ms\.?)\s+",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"this is|certif|dengan ini|menyatakan|menerangkan|yth|panitia|dinas|program|sertifikat"
    r"|ijazah|bidang|telah",
    re.IGNORECASE,
)
ALIKE, LARGE, NEAR = 0.2, 1.2, 0.02
"""In parts of a height, of the usual height, and of the width of the page."""
MOST_HEAD, LEAST_WORDS, MOST_REST = 6, 2, 3
_SENTENCE = re.compile(
    r"\s*[,(]|\s+(?=(?:adalah|telah|pernah|merupakan|benar|bekerja|sebagai|yang|has|was|is)\b)",
    re.IGNORECASE,
)
"""What follows a name inside a sentence."""
_GOES_ON = re.compile(
    r"\W*(?:yang\s+)?(?:telah|dinyatakan|lahir|sebagai|atas|dengan predikat|nik\b|nim\b|npm\b"
    r"|nomor induk|tempat|has|is\s+competent|was|for\s|in recognition|no\. ?(?:peserta|reg))",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\W*(?:\d{1,2}\s*[.)]\s*)?(nama(?:\s+\w+){0,3})\s*[:\uff1a]\s*(.+)", re.IGNORECASE
)
_LABEL = re.compile(r"\W*(?:\d{1,2}\s*[.)]\s*)?nama(?:\s+\w+){0,3}\W*", re.IGNORECASE)
_OTHERS = re.compile(
    r"usaha|perusahaan|lembaga|sekolah|ayah|ibu|orang tua|instansi|kegiatan|program|institusi"
    r"|universitas|koperasi|kbli|pejabat|atasan|pelatihan|rektor|dekan|wali|gadis|fakultas"
    r"|perguruan|prodi|jurusan|bank|produk|klien|proyek|posisi|jabatan|badan|kantor|kota"
    r"|organisasi|yayasan|mitra|pasangan|suami|istri|anak|dosen|pembimbing|penguji|direktur"
    r"|ketua|kepala|pimpinan|sertifikat|dokumen|barang|mata kuliah",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"hormat (?:saya|kami)|sincerely|regards|pemohon|pelamar", re.IGNORECASE)
_TITLE = re.compile(
    r"daftar|riwayat|hidup|curriculum|vitae|resume|portof?olio|pekerjaan|profil|tahun|karya|proyek"
    r"|portfolio|tenaga|ahli|pendamping|koperasi",
    re.IGNORECASE,
)

_HEADING = re.compile(
    r"^\W*(?:curriculum vitae|(?:daftar )?riwayat hidup|resume|cv)\b"
    r"(?:\s+(?:dari|of))?[\W_]*",
    re.IGNORECASE,
)


def owner(lines: Sequence[Line]) -> str:
    """Beside a label, or behind the words that give the document to somebody; "" otherwise."""
    ways = (_beside, _called, _given, _told)
    spoken = _party(lines) or _spoken_of(lines)
    first = (_beside(spoken), _capital(_given(spoken)))
    return next(filter(None, first), "") or next(filter(None, (way(lines) for way in ways)), "")


def _beside(lines: Sequence[Line]) -> str:
    found = (name_in(line.text) for line in values(lines, *_LABELS))
    return next((name for name in found if name and not _OTHERS.match(name)), "")


def _capital(name: str) -> str:
    """A name inside a sentence, told from other words by its capitals."""
    return name if all(word[:1].isupper() for word in name.split()) else ""


def _spoken_of(lines: Sequence[Line]) -> Sequence[Line]:
    """What stands below *menerangkan bahwa*, also over two rows: above it stands who signs."""
    found = rows(lines)
    texts = [words_of(row) for row in found]
    both = [f"{text} {below}" for text, below in pairwise((*texts, ""))]
    at = next((n for n, text in enumerate(texts) if _STATED.search(text)), None)
    if at is None:
        at = next((n for n, text in enumerate(both) if _STATED.search(text)), len(found))
    return [line for row in found[at:] for line in row]


def _party(lines: Sequence[Line]) -> Sequence[Line]:
    """Of a contract: from where the first party has been named, for the second is the one hired."""
    found = rows(lines)
    first, second = (_at(found, each) for each in ("pihak pertama", "pihak kedua"))
    if first is None or second is None or second <= first:
        return ()
    heading = words_of(found[first]).casefold().strip(" :.") == "pihak pertama"
    return [line for row in found[second if heading else first :] for line in row]


def _at(found: Sequence[Row], words: str) -> int | None:
    return next((n for n, row in enumerate(found) if words in words_of(row).casefold()), None)


def _called(lines: Sequence[Line]) -> str:
    """Beside any other label that speaks of the name of a person."""
    for row in rows(lines):
        text = words_of(row)
        found = _NAMED.match(text)
        if found and not _OTHERS.search(found[1]) and (name := name_in(found[2])):
            return name
        if len(row) > 1 and _LABEL.fullmatch(row[0].text) and not _OTHERS.search(row[0].text):
            return name_in(words_of(row[1:]))
    return ""


def _told(lines: Sequence[Line]) -> str:
    """A name that stands alone, above the row that says what became of this person."""
    texts = [words_of(row) for row in rows(lines)]
    for text, below in pairwise(texts):
        if _GOES_ON.match(below) and is_likely_name(text) and (name := _name(text)):
            return name
    return ""


def signed(lines: Sequence[Line]) -> str:
    """Of a letter: its owner, or who signed it at its end."""
    texts = [words_of(row) for row in rows(lines)]
    end = next((at for at, text in enumerate(texts) if _CLOSING.search(text)), len(texts))
    below = (name_in(text) for text in texts[end + 1 :] if is_likely_name(text))
    return owner(lines) or next(below, "")


def headed(lines: Sequence[Line]) -> str:
    """Of a curriculum: its owner, or the name that stands above everything else."""
    head = [line for row in rows(lines)[:MOST_HEAD] for line in row]
    texts = ((line, _HEADING.sub("", line.text)) for line in head)
    named = (
        (line, name_in(text)) for line, text in texts
        if is_likely_name(text) and not _TITLE.search(text)
    )  # fmt: skip
    line, name = next(named, (None, ""))
    return owner(lines) or (f"{name} {_rest(head, line)}".strip() if line else "")


def _rest(head: Sequence[Line], name: Line) -> str:
    """What a narrow column pushed into the next line: in the same large letters, straight below."""
    usual = median(line.height for line in head)
    for line in head:
        below = 0 < line.middle - name.middle < 2 * name.height
        alike = abs(line.height - name.height) < ALIKE * name.height
        if (
            below
            and alike
            and name.height > LARGE * usual
            and abs(line.box[0] - name.box[0]) < NEAR
        ):
            return "" if _TITLE.search(line.text) else name_in(line.text)
    return ""


def _given(lines: Sequence[Line]) -> str:
    texts = [words_of(row) for row in rows(lines)]
    for text, below in pairwise((*texts, "")):
        if given := _GIVEN.search(text):
            for said in (_whole(text[given.end() :], below), below):
                if name := _name(said):
                    return name
    return ""


def _whole(said: str, below: str) -> str:
    """With the rest of a name that goes on in the next row of a sentence."""
    rest, *after = (part.strip() for part in _SENTENCE.split(below, maxsplit=1))
    words = rest.split()
    goes_on = after and 0 < len(words) <= MOST_REST and all(word[:1].isupper() for word in words)
    return f"{said} {rest}" if goes_on and said.strip() and name_in(said) == said.strip() else said


def _name(text: str) -> str:
    found = name_in(_TITLED.sub("", text.strip()))
    return "" if _NO_NAME.search(found) or len(found.split()) < LEAST_WORDS else found
