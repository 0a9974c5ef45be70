"""Typed words become the value of what was asked, or an intent."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from conversations.understanding.affirmed import usable
from conversations.understanding.amounts import Amounts
from conversations.understanding.choices import Choices
from conversations.understanding.clauses import Clause, Splitter
from conversations.understanding.dates import Dates
from conversations.understanding.days import Days
from conversations.understanding.digits import Digits
from conversations.understanding.gazetteer import Gazetteer
from conversations.understanding.intents import Intents, strongest
from conversations.understanding.levels import Levels
from conversations.understanding.lexer import fold
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.meaning import Intent, Meaning, Stated, Wanted
from conversations.understanding.numbers import Numbers
from conversations.understanding.periods import experience
from conversations.understanding.regions import Regions
from conversations.understanding.relative import Relative
from conversations.understanding.stated.stated import Facts
from conversations.understanding.topics import Topics
from conversations.understanding.yesno import YesNo

Read = Callable[[Wanted, Sequence[Clause]], Meaning]


class Split(Struct, frozen=True):
    """A text, folded and as clauses: who reads it several times splits it once."""

    text: str
    folded: str
    clauses: Sequence[Clause]


class Understanding:
    """Reads answers and free messages by the words of a lexicon. Keeps nothing between them."""

    def __init__(self, lexicon: Lexicon) -> None:
        numbers = Numbers(lexicon)
        dates = Dates(lexicon, Days(lexicon, numbers), Relative(lexicon, numbers))
        digits = Digits(numbers)
        gazetteer = Gazetteer(lexicon)
        self._lexicon = lexicon
        self._facts = Facts(lexicon)
        self._splitter = Splitter(lexicon)
        self._intents = Intents(lexicon)
        self._read: dict[str, Read] = {
            "date": dates.date, "month": dates.month, "phone": digits.phone, "nik": digits.nik,
            "kbli": digits.kbli, "number": Amounts(lexicon, numbers).number,
            "region": Regions(lexicon, gazetteer).region,
            "choice": Choices(lexicon, Levels(lexicon), self._splitter).choice,
            "yesno": YesNo(lexicon, Topics(lexicon, gazetteer)).yesno,
        }  # fmt: skip

    def split(self, said: str | Split) -> Split:
        """The clauses of a text; what is split already stays as it is."""
        if isinstance(said, Split):
            return said
        folded = fold(said)
        return Split(said, folded, self._splitter.split(self._lexicon.folded(folded)))

    def understand(self, wanted: Wanted, text: str | Split) -> Meaning:
        """The value or the intent of `text`; neither where the words say nothing that fits."""
        told = self.split(text)
        folded, clauses = told.folded, told.clauses
        if wanted.kind == "experience":
            found = self._periods(wanted, told)
            if found.value is not None:
                return found
        wants = [(clause, self._wants(wanted, clause)) for clause in clauses]
        said = [clause for clause, intent in wants if intent is None]
        found = self._value(wanted, said) if said else Meaning()
        asked = [(clause, intent) for clause, intent in wants if intent]
        if not asked and found == Meaning() and wanted.kind != "date":
            asked = [(c, "later") for c in clauses if _postpones(c.words)]
        because = _words([c for c, _ in asked] if found == Meaning() else said, folded)
        return _together(found, strongest([intent for _, intent in asked]), because)

    def _wants(self, wanted: Wanted, clause: Clause) -> Intent | None:
        """What a clause asks for, unless the same words name an option: `berhenti`."""
        intent = self._intents.of(clause)
        chosen = intent == "cancel" and wanted.kind == "choice"
        return None if chosen and self._value(wanted, [clause]).value is not None else intent

    def corrects(self, text: str | Split) -> bool:
        """Does it begin by taking something back: `eh bukan, 2019`?"""
        clauses = self.split(text).clauses
        return bool(clauses) and "corrects" in clauses[0].moods

    def facts(self, text: str | Split, today: date) -> tuple[Stated, ...]:
        """What a free message states of its writer, as true now."""
        told = self.split(text)
        return self._facts.of(told.clauses, told.folded, today)

    def _periods(self, wanted: Wanted, said: Split) -> Meaning:
        """Periods in lines of their own, else as told in sentences."""
        lines = experience(wanted, said.folded)
        if lines.value is not None and not _lacks(lines.value):
            return lines
        today = wanted.today or date.max
        told = [one.value for one in self.facts(said, today) if one.key == "experience"]
        whole = [_parts(entry) for entry in told[0]] if told and isinstance(told[0], list) else []
        return Meaning(whole, because=said.text) if whole else lines

    def _value(self, wanted: Wanted, clauses: list[Clause]) -> Meaning:
        read = self._read.get(wanted.kind)
        if read is None:
            return Meaning()
        if wanted.kind != "yesno":
            clauses = usable(clauses, plans=wanted.kind in {"date", "month"})
        return read(wanted, clauses)


def _lacks(periods: object) -> bool:
    """Was a line read only in part?"""
    listed = periods if isinstance(periods, list) else []
    return any(not entry.get("role") or not entry.get("end") for entry in listed)


def _parts(entry: Mapping[str, object]) -> dict[str, object]:
    return {name: entry.get(name) for name in ("role", "org", "start", "end", "proof")}


def _postpones(words: Sequence[str]) -> bool:
    return words[0] == "nanti" or (words[0] == "besok" and "saya" in words)


def _words(clauses: Sequence[Clause], folded: str) -> str:
    """What these clauses say, as written."""
    if not clauses:
        return ""
    return folded[clauses[0].tokens[0].start : clauses[-1].tokens[-1].end]


def _together(found: Meaning, intent: Intent | None, because: str) -> Meaning:
    """A value said beside a question is kept; beside what moves elsewhere it is not."""
    if intent in {"cancel", "back", "help"} or (intent == "unsure" and found.value is not None):
        return Meaning(intent=intent, because=because)
    if intent == "question" or (found.value is None and found.intent is None):
        told = intent or found.value is not None
        return Meaning(found.value, intent, because if told else "")
    return Meaning(found.value, found.intent, because)
