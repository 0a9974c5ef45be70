"""HTML mode: markup to plain text and entities, with the platform's own complaints."""

import re
from html import unescape
from typing import Any

from tests.telegram_server.refusals import Refusal, bad_request

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "tg-spoiler": "spoiler",
}
_OTHER = {"a", "span", "blockquote", "tg-emoji", "tg-time"}
_KNOWN = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_ATTRIBUTE = re.compile(r"""([^\s=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?""")


def units(text: str) -> int:
    """Count UTF-16 code units, in which the platform measures offsets and lengths."""
    return len(text) + sum(1 for letter in text if letter > "\uffff")


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return plain text and entities, or refuse like the platform does."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Reading(source).result()


def _complaint(why: str) -> Refusal:
    return bad_request(f"can't parse entities: {why}")


class _Reading:
    def __init__(self, source: str) -> None:
        self.source = source
        self.text = ""
        self.open: list[tuple[str, dict[str, Any] | None, int]] = []
        self.entities: list[tuple[int, int, int, dict[str, Any]]] = []

    def result(self) -> tuple[str, list[dict[str, Any]]]:
        at = 0
        while (start := self.source.find("<", at)) >= 0:
            self._add(self.source[at:start])
            at = self._tag(start)
        self._add(self.source[at:])
        if self.open:
            tag = self.open[-1][0]
            raise _complaint(f'Can\'t find end tag corresponding to start tag "{tag}"')
        outer_first = sorted(self.entities, key=lambda found: found[:3])
        return self.text, [entity for *_, entity in outer_first]

    def _add(self, piece: str) -> None:
        self.text += _KNOWN.sub(lambda found: unescape(found[0]), piece)

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _tag(self, start: int) -> int:
        end = self.source.find(">", start)
        closing = self.source.startswith("</", start)
        if closing and not self.open:
            raise _complaint(f"Unexpected end tag at byte offset {self._byte(start)}")
        inner = self.source[start + 1 + closing : end if end >= 0 else None]
        name = inner.split(maxsplit=1)[0].lower() if inner.strip() else ""
        if closing:
            self._close(name, start, finished=end >= 0)
        else:
            self._open(name, inner, start, finished=end >= 0)
        return end + 1

    def _open(self, name: str, inner: str, start: int, *, finished: bool) -> None:
        where = f"at byte offset {self._byte(start)}"
        if inner[:1].isspace() or (name not in _SIMPLE and name not in _OTHER):
            shown = "" if inner[:1].isspace() else name
            raise _complaint(f'Unsupported start tag "{shown}" {where}')
        if not finished:
            raise _complaint(f'Unclosed start tag "{name}" {where}')
        attributes = {
            key.lower(): unescape(value.strip("\"'"))
            for key, value in _ATTRIBUTE.findall(inner[len(name) :])
        }
        self.open.append((name, _entity(name, attributes, where), units(self.text)))

    def _close(self, name: str, start: int, *, finished: bool) -> None:
        where = f"at byte offset {self._byte(start)}"
        if not finished:
            raise _complaint(f"Unclosed end tag {where}")
        tag, entity, begun = self.open.pop()
        if name and name != tag:
            raise _complaint(f'Unmatched end tag {where}, expected "</{tag}>", found "</{name}>"')
        length = units(self.text) - begun
        if entity is not None and length:
            placed = {**entity, "offset": begun, "length": length}
            self.entities.append((begun, -length, len(self.open), placed))


def _entity(name: str, attributes: dict[str, str], where: str) -> dict[str, Any] | None:
    if name in _SIMPLE:
        return _code(name, attributes)
    if name == "a":
        return {"type": "text_link", "url": attributes["href"]} if "href" in attributes else None
    if name == "blockquote":
        return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
    if name == "tg-time":
        return _date_time(attributes, where)
    if name == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
    if attributes.get("class") != "tg-spoiler":
        raise _complaint(f'Tag "span" must have class "tg-spoiler" {where}')
    return {"type": "spoiler"}


def _code(name: str, attributes: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"type": _SIMPLE[name]}
    language = attributes.get("class", "")
    if name == "pre" and language.startswith("language-"):
        found["language"] = language.removeprefix("language-")
    return found


def _date_time(attributes: dict[str, str], where: str) -> dict[str, Any]:
    unix = attributes.get("unix", "")
    if not unix.isdigit():
        raise _complaint(f'Tag "tg-time" must have attribute "unix" {where}')
    found: dict[str, Any] = {"type": "date_time", "unix_time": int(unix)}
    if attributes.get("format"):
        found["date_time_format"] = attributes["format"]
    return found
