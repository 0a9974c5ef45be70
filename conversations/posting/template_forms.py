"""The templates of a posting as they are submitted for approval."""

from collections.abc import Iterator, Mapping
from typing import Any

from conversations.eligibility.wording import words_of
from conversations.posting.edition import Edition
from conversations.posting.template import Template, blanks, name_of
from conversations.texts.phrases import Phrases

Form = dict[str, Any]


def forms(edition: Edition, phrases: Mapping[str, Phrases]) -> Iterator[Form]:
    """One for each template and language: the JSON that the Cloud API's `message_templates` takes.

    Its examples are of the posting itself, and of no person.
    """
    for template in edition.posting.templates:
        for language in edition.posting.languages:
            yield _form(edition, template, phrases[language])


def _form(edition: Edition, template: Template, phrases: Phrases) -> Form:
    texts = edition.texts[phrases.language].templates[template.id]
    names = blanks(texts.body)
    body: Form = {"type": "BODY", "text": _numbered(texts.body, names)}
    if names:
        known = _examples(edition, phrases)
        body["example"] = {"body_text": [[known[name] for name in names]]}
    button = {"type": "QUICK_REPLY", "text": texts.button}
    return {
        "name": name_of(edition.posting.slug, template),
        "language": phrases.language,
        "category": template.category.upper(),
        "components": [body, {"type": "BUTTONS", "buttons": [button]}],
    }


def _numbered(body: str, names: tuple[str, ...]) -> str:
    for number, name in enumerate(names, 1):
        body = body.replace(f"{{{name}}}", f"{{{{{number}}}}}")
    return body


def _examples(edition: Edition, phrases: Phrases) -> dict[str, str]:
    posting, texts = edition.posting, edition.texts[phrases.language]
    stages = [*texts.stages.values(), texts.title]
    return {
        "title": texts.title,
        "agency": texts.agency,
        "portal": posting.portal,
        "closes": words_of(edition, phrases).moment(posting.closes_at),
        "left": phrases("schedule.left.hours", n=24),
        "missing": "2",
        "stage": stages[0],
        "text": phrases("whatsapp.example_text"),
        "code": "K7M2-9XQD",
        "link": f"https://{posting.portal.removeprefix('https://')}",
    }
