"""Words by which people use their rights over their data, however they put it."""

import re

MOST_WORDS, FEW_WORDS = 10, 3
_ABOUT = re.compile(
    r"data|akun|account|persetujuan|izin|consent|hapus|erasure|deletion|delete|erase"
)
_ERASING = re.compile(
    r"\b(?:(?:di|meng)?hapus(?:kan|in|lah)?|hilangkan|musnahkan|delete[ds]?|deleting|erase[ds]?"
    r"|erasing|remove[ds]?|penghapusan|erasure|deletion)\b"
)
_NOT = re.compile(
    r"\b(?:batal\w*|membatalkan|jangan|(?:tidak|tak|ga|gak|nggak|ndak) jadi|cancel|don'?t|do not"
    r"|keep|stop)\b"
)
_MINE = re.compile(
    r"\b(?:data|akun)(?: pribadi| diri| lamaran)?(?: milik)? (?:saya|sy|aku|gw|gue|kami)\b"
    r"|\b(?:data|akun)ku\b|\bmy (?:\w+ )?(?:data|account|information)\b"
    r"|\b(?:everything|all) (?:about|of) me\b|\bsemua(?:nya)? tentang (?:saya|aku)\b"
)
_PART = re.compile(
    r"\b(?:e-?mail\w*|surel|nama\w*|whatsapp|wa|nomor\w*|berkas\w*|dokumen\w*|foto\w*|ktp|nik|file\w*"
    r"|pengalaman\w*|ijazah|cv|names?|numbers?|documents?|photos?|telegram|alamat\w*)\b"
)
_QUESTION = re.compile(
    r"^(?:apakah|apa|kapan|berapa|siapa|when|will|is|are|do|does|who|how long)\b"
)
_WITHDRAW = re.compile(
    r"\b(?:cabut|mencabut|dicabut|tarik|menarik|ditarik|withdraw|revoke|take back)\b.*"
    r"\b(?:persetujuan\w*|izin\w*|consent)\b"
)
_SEE = re.compile(
    r"\b(?:lihat|melihat|minta|salin\w*|unduh|mengunduh|ekspor|tampilkan|tunjukkan|see|show|copy"
    r"|download|export|apa saja)\b"
)
_MY_DATA = re.compile(
    r"\bdata (?:pribadi |diri )?(?:saya|sy|aku)\b|\bdataku\b|\bmy (?:own |personal )?data\b"
)
_CORRECT = re.compile(
    r"\b(?:perbaiki|memperbaiki|ubah|mengubah|koreksi|betulkan|ralat|perbarui|correct|rectify|fix"
    r"|update|change)\b"
)


def asked_for(text: str) -> str:
    """`erase`, `keep`, `withdraw`, `mydata` or `correct`; "" where the words are about none."""
    said = " ".join(text.casefold().strip(" .!?").split())
    if not _ABOUT.search(said) or len(said.split()) > MOST_WORDS:
        return ""
    if _ERASING.search(said):
        return _erasing(said)
    if _WITHDRAW.search(said):
        return "" if _NOT.search(said) or _QUESTION.match(said) else "withdraw"
    if not _MY_DATA.search(said) or _PART.search(said):
        return ""
    if _CORRECT.search(said):
        return "correct"
    return "mydata" if _SEE.search(said) else ""


def _erasing(said: str) -> str:
    """To be erased, to be kept after all, or only asked about."""
    if _PART.search(said):
        return ""
    mine = bool(_MINE.search(said))
    if _NOT.search(said):
        return "keep" if mine or len(said.split()) <= FEW_WORDS else ""
    if not mine:
        return ""
    return "mydata" if _QUESTION.match(said) else "erase"
