"""Texts that are approved beforehand: what a channel with a window may begin a talk with."""

import re
from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

from conversations.dialog.message import Prepared

Purpose = Literal["opening", "closing", "closed", "result", "amended", "announcement", "passed"]
Category = Literal["utility", "marketing"]
CATEGORIES: tuple[Category, ...] = get_args(Category)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
_ALWAYS = ("title", "agency", "portal", "closes")
VALUES: dict[Purpose, tuple[str, ...]] = {
    "opening": _ALWAYS,
    "closing": (*_ALWAYS, "left", "missing"),
    "closed": _ALWAYS,
    "result": (*_ALWAYS, "stage"),
    "amended": _ALWAYS,
    "announcement": (*_ALWAYS, "text", "code", "link"),
    "passed": (*_ALWAYS, "stage"),
}
"""What each may be filled in with."""
BLANK = re.compile(r"\{(\w+)\}")
MOST_VALUE = 400
_BREAKS = re.compile(r"\s+")


class Template(Struct, frozen=True):
    """One text for one purpose; `category` is what it is submitted as."""

    id: str
    purpose: Purpose
    category: Category = "utility"


class TemplateTexts(Struct, frozen=True):
    """`body` has its blanks by name (`{title}`); `button` leads back into the talk."""

    body: str
    button: str


def name_of(slug: str, template: Template) -> str:
    """Its name where it is submitted: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", f"{slug}_{template.id}".lower())


def blanks(body: str) -> tuple[str, ...]:
    """Names of what is filled in, each once, in the order of the text."""
    return tuple(dict.fromkeys(BLANK.findall(body)))


def fill(named: str, language: str, texts: TemplateTexts, values: Mapping[str, str]) -> Prepared:
    """The template `named`, filled in. Raises `KeyError` for a blank without its value."""
    filled = (_fit(values[name]) for name in blanks(texts.body))
    return Prepared(named, language, tuple(filled))


def _fit(value: str) -> str:
    """On one line and not empty, as templates want it."""
    flat = _BREAKS.sub(" ", value.replace("*", "")).strip() or "-"
    return flat if len(flat) <= MOST_VALUE else f"{flat[: MOST_VALUE - 1]}…"
