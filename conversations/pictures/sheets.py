"""The pictures of a posting, from its own data: any posting gets its own."""

from collections.abc import Iterator, Mapping

from conversations.eligibility.wording import Words, words_of
from conversations.pictures.sheet import Line, Part, Sheet
from conversations.posting.edition import Edition
from conversations.posting.model import Requirement, Scheduled, Stage
from conversations.posting.texts import PictureTexts
from conversations.texts.phrases import Phrases

MOST_HEAD = 72
"""Letters of a day or time that stands before what happens then, or behind it."""


def sheets_of(edition: Edition, phrases: Mapping[str, Phrases]) -> Iterator[Sheet]:
    """Every picture in every language that the posting and the product have."""
    for language in edition.posting.languages:
        if language in phrases:
            yield from sheets(words_of(edition, phrases[language]))


def sheets(words: Words) -> Iterator[Sheet]:
    """Every picture in one language; none of what the posting says nothing about."""
    for name, parts in _parts(words).items():
        if any(part.lines for part in parts):
            yield _sheet(words, name, tuple(part for part in parts if part.lines))
    for spec in words.posting.pictures:
        if said := words.texts.pictures.get(spec.id):
            news = any(words.posting.clause[one].origin == "news" for one in spec.clauses)
            yield _told(words, spec.id, said, news=news)


def _sheet(words: Words, name: str, parts: tuple[Part, ...]) -> Sheet:
    say, texts = words.phrases, words.texts
    source = say("pictures.source", agency=texts.agency)
    note = say(f"pictures.{name}.note")
    title = say(f"pictures.{name}.title")
    return Sheet(name, words.phrases.language, title, texts.title, source, parts, note)


def _told(words: Words, name: str, said: PictureTexts, *, news: bool) -> Sheet:
    say, texts = words.phrases, words.texts
    story = (Line(said.story),) if said.story else ()
    parts = (
        Part("figures", tuple(Line(one.figure, one.says) for one in said.figures)),
        Part("flow", tuple(map(Line, said.flow)), say("pictures.told.flow")),
        Part("tips", tuple(map(Line, said.tips)), say("pictures.told.tips")),
        Part("story", story, say("pictures.told.story")),
    )
    mark = say("pictures.told.mark", agency=texts.agency) if news else ""
    source = say("pictures.told.source", source=said.source)
    shown = tuple(part for part in parts if part.lines)
    return Sheet(name, say.language, said.title, texts.title, source, shown, "", mark)


def _parts(words: Words) -> dict[str, tuple[Part, ...]]:
    posting = words.posting
    dates = tuple(_date(words, one) for one in posting.schedule)
    return {
        "schedule": (Part("steps", dates),),
        "requirements": tuple(_requirements(words)),
        "files": tuple(_files(words)),
        "how": (Part("steps", tuple(_how(words))),) if posting.stages else (),
    }


def _date(words: Words, line: Scheduled) -> Line:
    """A line of the schedule, its day before what happens then."""
    text = words.texts.clauses[line.id]
    head, parted, rest = text.partition(": ")
    strong = line.until == words.posting.closes and line.start == line.until
    if parted and _dated(head):
        return Line(head, rest[:1].upper() + rest[1:], strong)
    if parted and _dated(rest):
        return Line(rest.rstrip("."), head, strong)
    return Line(_day(words, line) or text, text if _day(words, line) else "", strong)


def _dated(text: str) -> bool:
    return len(text) <= MOST_HEAD and any(sign.isdigit() for sign in text)


def _day(words: Words, line: Scheduled) -> str:
    days = [words.day(one.date()) for one in (line.start, line.until) if one]
    return " \N{EN DASH} ".join(dict.fromkeys(days))


def _requirements(words: Words) -> Iterator[Part]:
    posting, say = words.posting, words.phrases
    for weight in ("mandatory", "preferred"):
        shared = [one for one in posting.shared if one.weight == weight]
        yield Part("list", _titles(words, shared), say(f"pictures.requirements.{weight}"))
        for position in posting.positions:
            own = [one for one in posting.of_position[position.id]
                   if one.weight == weight and one not in shared]  # fmt: skip
            head = say(
                f"pictures.requirements.{weight}_of", position=words.texts.positions[position.id]
            )
            yield Part("list", _titles(words, own), head)


def _titles(words: Words, listed: list[Requirement]) -> tuple[Line, ...]:
    return tuple(Line(words.texts.requirements[one.id].title) for one in listed)


def _files(words: Words) -> Iterator[Part]:
    posting, say, texts = words.posting, words.phrases, words.texts
    for need in ("mandatory", "optional"):
        listed = [texts.slots[one.id].name for one in posting.slots if one.need == need]
        yield Part("list", tuple(map(Line, listed)), say(f"pictures.files.{need}"))
    later = tuple(Line(texts.later_papers[one.id]) for one in posting.later_papers)
    yield Part("list", later, say("pictures.files.later"))


def _how(words: Words) -> Iterator[Line]:
    posting, say = words.posting, words.phrases
    must = sum(one.weight == "mandatory" for one in posting.requirements)
    yield Line(say("pictures.how.check"), say("pictures.how.check_text", count=must))
    if posting.slots:
        text = say("pictures.how.files_text", count=len(posting.slots))
        yield Line(say("pictures.how.files"), text)
    yield Line(
        say("pictures.how.form"), say("pictures.how.form_text", closes=words.close), strong=True
    )
    for stage in posting.stages:
        yield Line(words.texts.stages[stage.id], _when(words, stage))


def _when(words: Words, stage: Stage) -> str:
    """When it is and when its result is told, or that the announcement does not say."""
    dates = {one.id: _date(words, one).head for one in words.posting.schedule}
    parts = [dates[stage.clause]] if stage.clause in dates else []
    if stage.result_clause in dates:
        parts.append(words.phrases("pictures.how.result", date=dates[stage.result_clause]))
    return "; ".join(parts) or words.phrases("pictures.how.unsaid")
