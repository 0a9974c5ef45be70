"""The words of an announcement: what may stand in them, and the message they become."""

from collections.abc import Mapping

from conversations.broadcast.refused import BroadcastRefusedError
from conversations.dialog.event import cleaned
from conversations.dialog.message import Message
from conversations.texts.phrases import Phrases

MOST = 3_000
"""Characters: what every channel shows whole, with its heading and its code."""
KEY = "broadcast:"


def tidied(texts: Mapping[str, str], languages: tuple[str, ...]) -> dict[str, str]:
    """By language, without what cannot be seen; the posting's first language must be there.

    Raises `BroadcastRefusedError`.
    """
    found = {language: cleaned(text[: MOST * 2]).strip() for language, text in texts.items()}
    found = {language: text for language, text in found.items() if text}
    for language, text in found.items():
        if language not in languages:
            raise BroadcastRefusedError("language", value=language, allowed=", ".join(languages))
        if len(text) > MOST:
            raise BroadcastRefusedError("long", count=len(text), most=MOST)
    if languages[0] not in found:
        raise BroadcastRefusedError("empty", language=languages[0])
    return {language: found[language] for language in languages if language in found}


def text_in(texts: Mapping[str, str], language: str) -> str:
    """In `language`, or in the first one where it was not written in that."""
    return texts.get(language) or next(iter(texts.values()))


class Notice:
    """One announcement, drawn up in each language. `corrects` is the code of the wrong one, ""
    where it is none's *ralat*.
    """

    def __init__(self, code: str, texts: Mapping[str, str], home: str, corrects: str = "") -> None:
        self.code, self._texts, self._home, self._corrects = code, texts, home, corrects

    def message(self, seq: int, phrases: Phrases, agency: str, name: str = "") -> Message:
        """What goes out, numbered `seq`."""
        return Message(seq, KEY + self.code, self.text(phrases, agency), name=name)

    def text(self, phrases: Phrases, agency: str) -> str:
        """Heading, the words of staff, and how to have it checked."""
        kind = "correction" if self._corrects else "heading"
        parts = [phrases(f"broadcast.{kind}", agency=agency, code=self._corrects)]
        parts.append(text_in(self._texts, phrases.language))
        parts.append(
            phrases("broadcast.code", code=self.code, link=f"{self._home}/cek/{self.code}")
        )
        return "\n\n".join(parts)


def replaced(seq: int, codes: tuple[str, str], replaces: int, phrases: Phrases) -> Message:
    """What an earlier message says once it is corrected; `codes` of the wrong one, and of its
    *ralat*.
    """
    text = phrases("broadcast.replaced", wrong=codes[0], code=codes[1])
    return Message(seq, f"{KEY}{codes[1]}:replaces", text, replaces=replaces)
