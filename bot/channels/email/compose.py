"""Makes the letter: plain words and HTML, and headers that nothing written can add to."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from pathlib import Path

from msgspec import Struct

from bot.pages import templates
from conversations.dialog.contact_shown import LETTER
from conversations.dialog.event import cleaned
from conversations.dialog.message import Message
from conversations.texts.phrases import Phrases

_UNFOLDED = "List-Unsubscribe"
RESULTS = ("passed:", "invited:")


class _Whole(EmailPolicy):
    """One long word stands on the header's first line: some programs read no other."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name == _UNFOLDED:
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


POLICY = _Whole(linesep="\r\n", cte_type="7bit")
_TEMPLATE = templates(Path(__file__).parent / "templates").get_template("letter.html")
_PIECE = re.compile(r"\*([^*\n]+)\*|(https?://[^\s<>\"*]*[^\s<>\"*.,;:!?)])")


class Stationery(Struct, frozen=True):
    """What all letters share: who sends them, where the talk is, sentences and titles by language.

    `sender` is a mail address, with a name before it or without one.
    """

    sender: Address
    home: str
    phrases: Mapping[str, Phrases]
    titles: Mapping[str, str]


class Slip(Struct, frozen=True):
    """What one letter has of its own: its id, to whom, when, in which language, and the page
    that stops all of them ("" in a letter that somebody asked for just now).
    """

    number: str
    to: str
    now: datetime
    language: str
    stop: str = ""


class Span(Struct, frozen=True):
    """Some words: plain, bold, or the address that they are."""

    text: str
    bold: bool = False
    link: bool = False


class Block(Struct, frozen=True):
    """Lines of spans: of a list, or of a paragraph."""

    lines: list[list[Span]]
    listed: bool = False


def compose(message: Message, slip: Slip, paper: Stationery) -> EmailMessage:
    """The letter. Raises `ValueError` where `slip.to` is no address."""
    words, title = paper.phrases[slip.language], one_line(paper.titles[slip.language])
    letter = EmailMessage(POLICY)
    letter["From"] = paper.sender
    letter["To"] = Address(one_line(message.name), addr_spec=slip.to)
    letter["Subject"] = one_line(words(_subject(message.key), title=title))
    letter["Date"] = format_datetime(slip.now)
    letter["Message-ID"] = f"<{slip.number}@{paper.sender.domain}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Auto-Response-Suppress"] = "All"
    if slip.stop:
        letter[_UNFOLDED] = f"<{slip.stop}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    values = _values(message, slip, paper, title)
    letter.set_content(_plain(message, values, words))
    letter.add_alternative(_TEMPLATE.render(**values, words=words), subtype="html")
    letter["Content-Language"] = words.language
    return letter


def is_result(key: str) -> bool:
    """A result is told whoever stopped reminders: nothing in it offers to stop."""
    return key.startswith(RESULTS)


def _subject(key: str) -> str:
    """The key of its words."""
    if is_result(key):
        return f"results.subject.{key.partition(':')[0]}"
    return f"mail.subject.{'code' if key == LETTER else 'notice'}"


def one_line(text: str) -> str:
    """Without line ends, controls and what turns the direction of writing."""
    return " ".join(cleaned(text).split())


def _values(message: Message, slip: Slip, paper: Stationery, title: str) -> dict[str, object]:
    return {
        "title": title,
        "name": one_line(message.name),
        "blocks": list(_blocks(message.text)),
        "home": paper.home,
        "stop": slip.stop,
        "code": message.key == LETTER,
    }


def _plain(message: Message, values: dict[str, object], words: Phrases) -> str:
    greeting = words("mail.dear", name=values["name"]) if values["name"] else words("mail.hello")
    text = re.sub(r"\*([^*\n]+)\*", r"\1", message.text)
    parts = [greeting, text]
    if not values["code"]:
        parts.append(f"{words('mail.there')}\n{values['home']}/")
    parts += ["-- ", words("mail.why", title=values["title"]), words("mail.unread")]
    if values["stop"]:
        parts.append(f"{words('mail.stop')}: {values['stop']}")
    return "\n\n".join(parts).replace("-- \n\n", "-- \n") + "\n"


def _blocks(text: str) -> Iterator[Block]:
    for part in text.split("\n\n"):
        lines = [line for line in part.split("\n") if line]
        for listed in (False, True):
            same = [line for line in lines if line.startswith("- ") == listed]
            if same:
                begins = 2 * listed
                yield Block([list(_spans(line[begins:])) for line in same], listed)


def _spans(line: str) -> Iterator[Span]:
    at = 0
    for found in _PIECE.finditer(line):
        if found.start() > at:
            yield Span(line[at : found.start()])
        bold, link = found[1], found[2]
        yield Span(bold or link, bold=bool(bold), link=bool(link))
        at = found.end()
    if at < len(line):
        yield Span(line[at:])
