"""What is told of each upload before there is a file: kinds, common mistakes, time, an example."""

from collections.abc import Iterator

from msgspec import Struct

from bot.uploads.uploads import Uploads
from conversations.dialog.voice import Voice
from conversations.posting.model import Slot
from conversations.texts.phrases import Phrases

DIGITS = 12


class Guide(Struct, frozen=True):
    """One upload of the posting; `example` is the address of a drawing, "" where there is none."""

    id: str
    name: str
    tip: str
    told: list[str]
    example: str


def guides(uploads: Uploads, words: Phrases) -> list[Guide]:
    """One for each upload, in the order of the posting."""
    voice = uploads.voice(words)
    return [_guide(uploads, voice, slot) for slot in uploads.edition.posting.slots]


def _guide(uploads: Uploads, voice: Voice, slot: Slot) -> Guide:
    texts = voice.texts.slots[slot.id]
    drawn = slot.id in uploads.edition.examples
    example = f"/u/contoh/{slot.id}?v={version(uploads)}" if drawn else ""
    return Guide(slot.id, texts.name, texts.tip, list(_told(voice, slot)), example)


def _told(voice: Voice, slot: Slot) -> Iterator[str]:
    texts, say = voice.texts.slots[slot.id], voice.phrases
    yield say(f"files.slot.accepts.{slot.accepts[0] if len(slot.accepts) == 1 else 'both'}")
    if texts.mistakes:
        yield say("files.slot.mistakes", mistakes=texts.mistakes)
    if texts.lead:
        yield say("files.slot.lead", lead=texts.lead)


def version(uploads: Uploads) -> str:
    """Names the drawings of the posting, so that a browser may keep them."""
    return uploads.edition.digest[:DIGITS]
