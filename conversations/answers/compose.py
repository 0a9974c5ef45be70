"""An answer's sentences: the clauses as they stand, what is left open, and where to look."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from conversations.answers.moments import Moments, zones
from conversations.eligibility.wording import Words
from conversations.posting.answers import Entry

SHORT, LONG = 1500, 3500
_SHOWN_AS_WRITTEN = 2


class Part(Struct, frozen=True):
    """A paragraph; of those too many the one with the highest `spare` goes first."""

    text: str
    spare: int = 0


class Tellers(Struct, frozen=True):
    """The words of the answer's language, of Indonesian, and of the time where one is known."""

    words: Words
    original: Words
    moments: Moments | None
    zones: bool = False

    def say(self, key: str, /, **values: object) -> str:
        return self.words.phrases(f"answers.{key}", **values)


def tell(entry: Entry, by: Tellers, also: Sequence[str] = ()) -> str:
    """What the posting says about an entry, or that it says nothing; `also` may have been meant."""
    parts = [*_parts(entry, by), Part(_also(also, by), 1)]
    return fitted(parts, LONG if entry.long else SHORT)


def warn(kind: str, clauses: Sequence[str], by: Tellers) -> str:
    """The answer to a sensitive question."""
    if kind == "distress":
        return by.say("sensitive.distress")
    parts = [Part(by.say(f"sensitive.{kind}")), Part(bullets(clauses, by))]
    if by.words is not by.original:
        told = by.original.phrases(f"answers.sensitive.{kind}")
        parts.append(Part(by.say("original", text=told), 2))
    if kind in {"money", "code", "account"}:
        parts.append(Part(by.say("keep")))
    return fitted([*parts, Part(_where(by), 1)], SHORT)


def unsure(clauses: Sequence[str], by: Tellers) -> str:
    """No entry fits well: what is nearest, and where to look."""
    near = f"{by.say('nearby')}\n{bullets(clauses, by)}" if clauses else ""
    return fitted([Part(by.say("unsure")), Part(near, 1), Part(_where(by))], SHORT)


def outside(by: Tellers) -> str:
    return by.say("outside", title=by.words.texts.title)


def fitted(parts: Iterable[Part], limit: int) -> str:
    """Paragraphs within `limit` letters: what can be spared goes, at last the end is cut."""
    kept = [part for part in parts if part.text]
    while len(text := "\n\n".join(part.text for part in kept)) > limit:
        most = max(kept, key=lambda part: part.spare)
        if not most.spare:
            return text[: limit - 1].rpartition("\n")[0] + "\n..."
        kept.remove(most)
    return text


def bullets(clauses: Sequence[str], by: Tellers) -> str:
    """A line for each clause, with its id, and where the schedule has it with how it stands."""
    schedule = {line.id: line for line in by.words.posting.schedule}
    lines = []
    for name in clauses:
        text = by.words.texts.clauses[name]
        if by.moments and name in schedule:
            text += by.moments.mark(schedule[name])
        lines.append(by.say("clause", text=text, id=name))
    return "\n".join(lines)


def _parts(entry: Entry, by: Tellers) -> Iterator[Part]:
    language, texts = by.words.phrases.language, by.words.texts
    silent = entry.kind == "not_in_posting"
    if silent:
        yield Part(by.say("silent", subject=entry.subject[language]))
    if language in entry.say:
        uploads = len(by.words.posting.slots)
        yield Part(entry.say[language].replace("{uploads}", str(uploads)))
    yield from _timed(entry, by)
    if entry.clock != "today" or by.moments is None:
        head = f"{by.say('nearby')}\n" if silent and entry.clauses else ""
        yield Part(head + _clauses(entry, by))
    yield from _original(entry, by)
    if any(by.words.posting.clause[name].origin == "news" for name in entry.clauses):
        yield Part(by.say("news"))
    for name in entry.gaps:
        yield Part(by.say("gap", text=texts.gaps[name]), 3)
    for name in entry.conventions:
        yield Part(by.say("convention", text=texts.conventions[name]), 4)
    for name in entry.general:
        yield Part(by.say("general", text=by.words.fact(name).where), 5)
    if silent:
        yield Part(_where(by), 1)


def _also(clauses: Sequence[str], by: Tellers) -> str:
    return f"{by.say('also')}\n{bullets(clauses, by)}" if clauses else ""


def _clauses(entry: Entry, by: Tellers) -> str:
    if not entry.titles:
        return bullets(entry.clauses, by)
    titles = by.words.texts.requirements
    asked = [r for r in by.words.posting.requirements if r.clause in entry.clauses]
    return "\n".join(by.say("requirement", title=titles[r.id].title, id=r.clause) for r in asked)


def _timed(entry: Entry, by: Tellers) -> Iterator[Part]:
    if entry.clock == "registration" and by.zones:
        yield Part(zones(by.words))
    if by.moments and entry.clock == "registration":
        yield Part(by.moments.registration())
    if by.moments and entry.clock == "today":
        yield Part("\n".join(_today(by.moments, by)))


def _today(moments: Moments, by: Tellers) -> Iterator[str]:
    here, later = moments.lines()
    yield moments.today()
    if here:
        yield bullets([line.id for line in here], by)
    if later:
        yield "" if here else moments.say("nothing")
        yield moments.say("next")
        yield bullets([line.id for line in later], by)
    elif not here:
        yield moments.say("over")


def _original(entry: Entry, by: Tellers) -> Iterator[Part]:
    """The first clauses also in the language in which they hold."""
    if by.words is not by.original and not entry.titles:
        texts = by.original.texts.clauses
        written = " ".join(texts[name] for name in entry.clauses[:_SHOWN_AS_WRITTEN])
        yield Part(by.say("original", text=written), 2)


def _where(by: Tellers) -> str:
    return by.say("where", news=by.words.news)
