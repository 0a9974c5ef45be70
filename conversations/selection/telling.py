"""What a passer is told: that they passed, and what comes next. Nothing is told of anybody else."""

from datetime import datetime

from msgspec import Struct

from conversations.eligibility.wording import Words
from conversations.posting.model import Stage
from conversations.selection.stages import FINAL, Stages, stages_of


class Invitation(Struct, frozen=True, omit_defaults=True):
    """To the stage behind the one that was passed: `at` is an aware ISO time; "" where nothing is
    known yet. `note` are further words of staff.
    """

    at: str = ""
    place: str = ""
    note: str = ""

    @property
    def known(self) -> bool:
        return bool(self.at and self.place)


class Told(Struct, frozen=True):
    """Which stage was passed, by its id, and to what they are invited.

    `link` is a page that takes "I will attend", for who has no talk.
    """

    stage: str
    invitation: Invitation
    link: str = ""


def result_text(words: Words, told: Told) -> str:
    """The message to one who passed."""
    if told.stage == FINAL:
        return _joined([_say(words, "told.final"), _papers(words), _signing(words), _end(words)])
    stage = stage_name(words, told.stage)
    parts = [_say(words, "told.stage", stage=stage), _next(words, told), _end(words)]
    return _joined(parts)


def reminder_text(words: Words, told: Told, *, coming: bool) -> str:
    """Once more, before the day; `coming`: they said already that they will."""
    after = invited_to(words, told.stage)
    parts = [_say(words, "reminder.text", stage=after), *_when(words, told.invitation)]
    parts += _said(words) if coming else [_attend(words, told)]
    return _joined([*parts, *_duties(words), _end(words)])


def papers_of(words: Words) -> tuple[tuple[str, str], ...]:
    """The papers that are handed in behind the final choice, by id."""
    texts = words.texts.later_papers
    return tuple((paper.id, texts[paper.id]) for paper in words.posting.later_papers)


def stage_name(words: Words, stage: str) -> str:
    return words.phrases("results.final") if stage == FINAL else words.texts.stages[stage]


def invited_to(words: Words, stage: str) -> str:
    """What follows on a stage; "" behind the last."""
    after = next_stage(stages_of(words.posting), stage)
    return stage_name(words, after) if after else ""


def next_stage(stages: Stages, stage: str) -> str:
    """The stage behind, "" where people are chosen by rank alone, or not any more."""
    number = stages.number(stage)
    return stages.name(number + 1) if 0 < number < stages.final - 1 else ""


def moment_of(words: Words, invitation: Invitation) -> str:
    """The time in words, "" where it is not known."""
    if not invitation.at:
        return ""
    return words.moment(datetime.fromisoformat(invitation.at).astimezone(words.posting.tz))


def _next(words: Words, told: Told) -> str:
    after = invited_to(words, told.stage)
    if not after:
        return ""
    head = _say(words, "told.next", stage=after)
    if not told.invitation.known:
        return _joined([head, _say(words, "told.later", news=words.news)])
    parts = [head, *_when(words, told.invitation), *_duties(words), _attend(words, told)]
    return _joined(parts)


def _when(words: Words, invitation: Invitation) -> list[str]:
    at = _say(words, "told.at", at=moment_of(words, invitation))
    place = _say(words, "told.place", place=invitation.place)
    return [f"{at}\n{place}", invitation.note]


def _duties(words: Words) -> list[str]:
    return [words.texts.clauses[clause] for clause in words.posting.attendance]


def _attend(words: Words, told: Told) -> str:
    if told.link:
        return _say(words, "told.attend_link", link=told.link)
    return _say(words, "told.attend")


def _said(words: Words) -> list[str]:
    return [_say(words, "reminder.coming")]


def _papers(words: Words) -> str:
    lines = [f"- {name}" for _, name in papers_of(words)]
    return "\n".join([_say(words, "told.papers"), *lines]) if lines else ""


def _signing(words: Words) -> str:
    ahead = _undecided(words)
    return _say(words, "told.signing", clause=words.texts.clauses[ahead.clause]) if ahead else ""


def _undecided(words: Words) -> Stage | None:
    """The step behind the selection in which nobody is chosen any more."""
    last = words.posting.stages[-1] if words.posting.stages else None
    return last if last and not last.decides else None


def _end(words: Words) -> str:
    return _say(words, "told.source", news=words.news)


def _say(words: Words, key: str, **values: object) -> str:
    return words.phrases(f"results.{key}", **({"title": words.texts.title} | values))


def _joined(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part)
