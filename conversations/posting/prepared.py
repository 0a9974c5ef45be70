"""What an edition has prepared for a purpose, filled in for one person."""

from collections.abc import Mapping

from conversations.dialog.message import Prepared
from conversations.posting.edition import Edition
from conversations.posting.template import Purpose, Template, fill, name_of


def template_for(edition: Edition, purpose: str) -> Template | None:
    """The first that is meant for it."""
    found = (each for each in edition.posting.templates if each.purpose == purpose)
    return next(found, None)


def prepared(
    edition: Edition, purpose: Purpose, language: str, values: Mapping[str, str]
) -> Prepared | None:
    """None where the posting has no template for it. `values` come beside title, agency and
    portal, which are known. Raises `KeyError` where one is missing.
    """
    template = template_for(edition, purpose)
    if template is None:
        return None
    spoken = language if language in edition.texts else edition.posting.languages[0]
    texts = edition.texts[spoken]
    known = {"title": texts.title, "agency": texts.agency, "portal": edition.posting.portal}
    words = texts.templates[template.id]
    name = name_of(edition.posting.slug, template)
    return fill(name, spoken, words, known | dict(values))
