"""Do buttons, boxes and headings fit what the channels can show?"""

from collections.abc import Iterator

from conversations.posting.findings import Desk
from conversations.posting.texts import PostingTexts

Label = tuple[str, str, int]


def labels(desk: Desk) -> None:
    """Findings about labels that are too long, and ids that do not fit a button."""
    for language, words in desk.texts.items():
        for place, text, fits in _shown(desk, words):
            _measure(desk, f"{language}.yaml", (place, text, fits))
    _tokens(desk)


def _shown(desk: Desk, words: PostingTexts) -> Iterator[Label]:
    limits = desk.limits
    for name, question in words.questions.items():
        place = f"questions/{name}"
        yield f"{place}/short", question.short, limits.choice
        for key, text in question.options.items():
            yield f"{place}/options/{key}", text, limits.choice
        for key, text in question.items.items():
            yield f"{place}/items/{key}", text, limits.tick
    if len(desk.posting.positions) > 1:
        for name, text in words.positions.items():
            yield f"positions/{name}", text, limits.choice
    for name, requirement in words.requirements.items():
        yield f"requirements/{name}/title", requirement.title, limits.title


def _measure(desk: Desk, file: str, label: Label) -> None:
    place, text, fits = label
    what = f"'{text}' has {len(text)} letters"
    if len(text) > max(fits, desk.limits.longest):
        desk.error(place, f"{what}: no channel can show it", f"at most {fits}", file)
    elif len(text) > fits:
        desk.warn(place, f"{what}: some channels cut it", f"at most {fits}", file)


def _tokens(desk: Desk) -> None:
    for question in desk.posting.questions:
        options = [option.id for option in question.options]
        items = [item.id for item in question.items]
        for name in [*options, *items] or [""]:
            if (size := len(f"{question.id}{name}".encode())) > desk.limits.token:
                problem = f"'{question.id}' and '{name}' take {size} bytes of a button"
                advice = f"at most {desk.limits.token} together: shorter ids"
                desk.error(f"questions/{question.id}", problem, advice)
