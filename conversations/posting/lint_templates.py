"""Would the templates be approved, and can they be filled in?"""

import re
from collections.abc import Iterator

from conversations.posting.findings import Desk
from conversations.posting.template import BLANK, VALUES, Template, TemplateTexts, blanks, name_of

MOST_BODY, MOST_BUTTON, MOST_NAME = 1024, 25, 512
LEAST_WORDS = 3
"""For each blank: a text that is mostly blanks is refused."""
_TOGETHER = re.compile(r"\}[\s.,;:]*\{")
_EMPTY_LINES = re.compile(r"\n{3,}")
_PROMISES = re.compile(r"\b(lulus|ditolak|dinyatakan gugur|rejected)\b", re.IGNORECASE)


def templates(desk: Desk) -> None:
    """Findings about each template in each language."""
    for template in desk.posting.templates:
        place = f"templates/{template.id}"
        if len(name_of(desk.posting.slug, template)) > MOST_NAME:
            desk.error(place, "its name is too long", f"at most {MOST_NAME} letters with the slug")
        for language, words in desk.texts.items():
            if template.id in words.templates:
                for problem, advice in _problems(template, words.templates[template.id]):
                    desk.error(place, problem, advice, f"{language}.yaml")
    _twice(desk)


def _twice(desk: Desk) -> None:
    seen: set[str] = set()
    for template in desk.posting.templates:
        if template.purpose in seen:
            problem = f"a second template for '{template.purpose}' is never used"
            desk.warn(f"templates/{template.id}", problem, "one for each purpose")
        seen.add(template.purpose)


def _problems(template: Template, texts: TemplateTexts) -> Iterator[tuple[str, str]]:
    body, known = texts.body, VALUES[template.purpose]
    for name in blanks(body):
        if name not in known:
            yield f"{{{name}}} is nothing that '{template.purpose}' knows", ", ".join(known)
    if len(body) > MOST_BODY:
        yield f"its text has {len(body)} letters", f"at most {MOST_BODY}"
    if len(texts.button) > MOST_BUTTON:
        yield f"its button has {len(texts.button)} letters", f"at most {MOST_BUTTON}"
    yield from _refused(body)
    if template.purpose != "passed" and _PROMISES.search(body):
        yield "it speaks of a person's result", "only the template for 'passed' does"


def _refused(body: str) -> Iterator[tuple[str, str]]:
    """What is refused where it is submitted."""
    bare = body.strip(" .!?\n")
    if bare.startswith("{") or bare.endswith("}"):
        yield "a blank stands at its beginning or end", "words before and after it"
    if _TOGETHER.search(body):
        yield "two blanks stand together", "words between them"
    if _EMPTY_LINES.search(body):
        yield "it has two empty lines together", "one at most"
    if len(BLANK.sub(" ", body).split()) < LEAST_WORDS * len(blanks(body)):
        yield "it has too many blanks for its words", f"at least {LEAST_WORDS} words for each"
