"""Texts and captions as the platform takes them: parsed, trimmed, then measured."""

from typing import Any

from tests.telegram_server.html_text import parse_html, units
from tests.telegram_server.params import Params
from tests.telegram_server.refusals import bad_request

Formatted = tuple[str, list[dict[str, Any]]]
TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


def message_text(params: Params) -> Formatted:
    """Return the text of a message, 1 to 4096 characters after parsing."""
    text, entities = formatted(params.values, params.parsed("entities"), "text")
    if not text:
        raise bad_request("message text is empty")
    if units(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def caption(values: dict[str, Any], entities: object = None) -> Formatted:
    """Return a caption, at most 1024 characters after parsing; empty when there is none."""
    text, found = formatted(values, entities, "caption")
    if units(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, found


def formatted(values: dict[str, Any], entities: object, name: str) -> Formatted:
    """Parse one text by its mode and trim it; given entities count where no mode is."""
    raw = str(values.get(name) or "")
    mode = str(values.get("parse_mode") or "").lower()
    if mode not in {"", "html"}:
        raise bad_request("unsupported parse_mode")
    text, found = parse_html(raw) if mode else (raw, _given(entities))
    return _trimmed(text, found)


def _given(entities: object) -> list[dict[str, Any]]:
    if entities is None:
        return []
    if not isinstance(entities, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    return [dict(entity) for entity in entities]


def _trimmed(text: str, entities: list[dict[str, Any]]) -> Formatted:
    lead = units(text) - units(text.lstrip())
    clean = text.strip()
    if clean == text:
        return text, entities
    end, kept = units(clean), []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] - lead + entity["length"], end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return clean, kept
