"""Typed answers in their plain forms: yes and no, day-first dates, names of options and places."""

import re
from collections.abc import Callable
from datetime import date

from conversations.eligibility.words import place, same_place
from conversations.understanding.meaning import Intent, Meaning, Wanted

MONTHS = (
    "januari january jan", "februari february pebruari feb peb", "maret march mar",
    "april apr", "mei may", "juni june jun", "juli july jul", "agustus august agt agu aug ags",
    "september sept sep", "oktober october okt oct", "november nopember nov nop",
    "desember december des dec",
)  # fmt: skip
LAST_OF_THIS_CENTURY = 30
_MONTH = {word: at for at, words in enumerate(MONTHS, 1) for word in words.split()}
_NAMED = "|".join(sorted(_MONTH, key=len, reverse=True))
_DAY = re.compile(
    rf"(?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})[-/. ](?P<m2>\d{{1,2}})[-/. ](?P<y2>\d{{4}}|\d\d)"
    rf"|(?P<d3>\d{{1,2}})\s+(?P<m3>{_NAMED})\.?\s+(?P<y3>\d{{4}}|\d\d)",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    rf"(?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})|(?P<m2>\d{{1,2}})[-/. ](?P<y2>\d{{4}})"
    rf"|(?P<m3>{_NAMED})\.?\s+(?P<y3>\d{{4}})",
    re.IGNORECASE,
)
_YES = frozenset(
    ("ya", "iya", "y", "yes", "betul", "benar", "ada", "punya", "sudah", "oke", "ok", "setuju")
)
_NO = frozenset(
    ("tidak", "tdk", "enggak", "nggak", "ngga", "gak", "ga", "g", "bukan", "belum", "blm", "no")
)
_POLITE = frozenset(("pak", "bu", "bapak", "ibu", "kak", "mas", "mbak", "min", "saja", "saya"))
_INTENTS: dict[str, Intent] = {
    **dict.fromkeys(("bantuan", "help", "tolong", "apa maksudnya", "maksudnya", "maksudnya apa",
                     "what does this mean", "what does that mean"), "help"),
    **dict.fromkeys(("kembali", "back", "sebelumnya", "salah ketik"), "back"),
    **dict.fromkeys(("belum tahu", "tidak tahu", "gatau", "nggak tahu", "ga tau", "gak tau",
                     "kurang tahu", "lupa", "tidak yakin", "i don't know", "don't know",
                     "not sure", "belum tau", "tidak ingat"), "unsure"),
    **dict.fromkeys(("batal", "cancel", "berhenti", "stop"), "cancel"),
    **dict.fromkeys(("nanti", "nanti saja", "nanti dulu", "later", "bentar", "sebentar"), "later"),
}  # fmt: skip


def understand(wanted: Wanted, text: str) -> Meaning:
    """The value or the intent of `text`; neither where the words say nothing that fits."""
    shown = " ".join(text.strip(" .!?,").split())
    said = shown.casefold()
    if said in _INTENTS:
        return Meaning(intent=_INTENTS[said], because=text)
    read = _READERS.get(wanted.kind)
    if wanted.kind == "experience":
        found = experience(wanted, shown)
    else:
        found = read(wanted, said) if read else Meaning()
    if found.value is None and found.intent is None and text.strip().endswith("?"):
        return Meaning(intent="question", because=text)
    return found


def yesno(_wanted: Wanted, said: str) -> Meaning:
    words = [word for word in re.findall(r"[\w']+", said) if word not in _POLITE]
    if words and set(words) <= _YES:
        return Meaning(value=True)
    return Meaning(value=False) if words and set(words) <= _NO else Meaning()


def day(_wanted: Wanted, said: str) -> Meaning:
    """A date, day first. An impossible one is refused."""
    found = _DAY.search(said)
    if not found:
        return Meaning()
    year, month, number = _parts(found)
    try:
        return Meaning(value=date(year, month, number).isoformat())
    except ValueError:
        return Meaning(intent="invalid")


def month(wanted: Wanted, said: str) -> Meaning:
    """A day, or a month of a year."""
    whole = day(wanted, said)
    if whole.value or whole.intent:
        return whole
    found = _MONTHLY.search(said)
    if not found:
        return Meaning()
    year, number, _ = _parts(found)
    good = 1 <= number <= len(MONTHS)
    return Meaning(value=f"{year:04}-{number:02}") if good else Meaning(intent="invalid")


def _parts(found: re.Match[str]) -> tuple[int, int, int]:
    """Year, month and day; a year of two digits is of this century until 30, else of the last."""
    got = {name[0]: text for name, text in found.groupdict().items() if text}
    year = int(got["y"])
    if len(got["y"]) == len("90"):
        year += 2000 if year <= LAST_OF_THIS_CENTURY else 1900
    number = _MONTH.get(got["m"].casefold()) or int(got["m"])
    return year, number, int(got.get("d", "0"))


def number(_wanted: Wanted, said: str) -> Meaning:
    """A number with a decimal comma or point."""
    found = re.findall(r"\d+(?:[.,]\d+)?", said)
    if len(found) != 1:
        return Meaning()
    value = float(found[0].replace(",", "."))
    return Meaning(value=int(value) if value.is_integer() else value)


def choice(wanted: Wanted, said: str) -> Meaning:
    """An option by its words, by its number, or by a word that only it has."""
    folded = [option.casefold() for option in wanted.options]
    if said in folded:
        return Meaning(value=wanted.options[folded.index(said)])
    if said.isdecimal() and 0 < int(said) <= len(folded):
        return Meaning(value=wanted.options[int(said) - 1])
    words = set(re.findall(r"\w+", said))
    fitting = [
        option
        for option, label in zip(wanted.options, folded, strict=True)
        if _own(label, folded) & words
    ]
    return Meaning(value=fitting[0]) if len(fitting) == 1 else Meaning()


def _own(label: str, labels: list[str]) -> set[str]:
    """Words that stand in this label alone."""
    others = {word for other in labels if other != label for word in re.findall(r"\w+", other)}
    return set(re.findall(r"\w+", label)) - others


def region(wanted: Wanted, said: str) -> Meaning:
    """A listed place by its name, or one that says of itself that it is a kota or kabupaten."""
    for name in wanted.options:
        if same_place(said, name) and said.startswith(("kota", "kab")):
            return Meaning(value=name)
    fitting = [name for name in wanted.options if place(name) == place(said)]
    if fitting:
        return Meaning(value=fitting[0] if len(fitting) == 1 else place(said).title())
    if re.fullmatch(r"(?:kota|kab(?:upaten|\.)?) ?[a-z ]{3,40}", said):
        return Meaning(value=said.replace("kab.", "kabupaten").title())
    return Meaning()


def codes(_wanted: Wanted, said: str) -> Meaning:
    """Codes of five digits; digits of another length are refused."""
    found = re.findall(r"(?<!\d)\d{5}(?!\d)", said)
    if found:
        return Meaning(value=list(dict.fromkeys(found)))
    return Meaning(intent="invalid") if re.search(r"\d", said) else Meaning()


def experience(wanted: Wanted, said: str) -> Meaning:
    """Periods in lines: role, org, start to end, with or without proof."""
    found = [entry for line in re.split(r"[;\n]", said) if (entry := _period(wanted, line))]
    return Meaning(value=found) if found else Meaning()


_PROOF = re.compile(
    r"(?P<no>(?:tidak ada|tanpa|belum ada|no|without)\s+(?:bukti|surat|sertifikat|proof)\w*)"
    r"|(?P<yes>\b(?:ada|dengan|with|have)\s+(?:bukti|surat|sertifikat|proof|letter|certificate)\w*"
    r"|bersertifikat)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\s+(?:sampai(?: dengan)?|s\.?/?d\.?|hingga|until|to)\s+|\s+[-\u2013]\s+", re.IGNORECASE
)
_NOW = re.compile(r"\b(?:sekarang|saat ini|now|present)\b", re.IGNORECASE)


def _period(wanted: Wanted, line: str) -> dict[str, object] | None:
    proof = _PROOF.search(line)
    words, start, end = _ends(wanted, _PROOF.sub("", line))
    if start is None:
        return None
    words = words.strip(" ,")
    role, _, org = words.partition(",")
    if not org:
        role, _, org = words.partition(" di ")
    shown = None if proof is None else bool(proof.group("yes"))
    return {
        "role": role.strip(" ,") or None, "org": org.strip(" ,") or None,
        "start": start, "end": end, "proof": shown,
    }  # fmt: skip


def _ends(wanted: Wanted, line: str) -> tuple[str, object, object]:
    """The words before the first date, and both dates."""
    first = _first(line)
    if first is None:
        return line, None, None
    words, dates = line[:first], line[first:]
    head, *tail = _UNTIL.split(dates, maxsplit=1)
    rest = tail[0] if tail else ""
    end: object = "sekarang" if _NOW.search(rest) else month(wanted, rest).value
    return words, month(wanted, head).value, end


def _first(line: str) -> int | None:
    starts = [found.start() for read in (_DAY, _MONTHLY) if (found := read.search(line))]
    return min(starts, default=None)


_READERS: dict[str, Callable[[Wanted, str], Meaning]] = {
    "yesno": yesno, "date": day, "month": month, "number": number, "choice": choice,
    "region": region, "kbli": codes,
}  # fmt: skip
