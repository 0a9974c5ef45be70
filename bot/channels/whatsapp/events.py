"""What a message means: an event of a person, another number of theirs, or nothing."""

from collections.abc import Callable
from datetime import UTC, datetime

from msgspec import Struct

from bot.channels.whatsapp.limits import CHANNEL
from bot.channels.whatsapp.wire import Contact, Media, Said
from conversations.dialog import event as dialog
from conversations.dialog.event import (
    Address,
    Edited,
    Filed,
    Inbound,
    Opened,
    Pressed,
    Sent,
    SentKind,
    Typed,
    cleaned,
)
from conversations.dialog.tokens import read_token
from conversations.documents.names import display_name

_KINDS: dict[str, SentKind] = {
    "video": "video", "sticker": "sticker", "location": "location",
    "contacts": "contact", "order": "other", "unsupported": "other", "unknown": "other",
    "revoke": "deleted",
}  # fmt: skip
_ENDINGS = {
    "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp",
}  # fmt: skip
_MOVED = {"user_changed_number", "customer_changed_number", "user_changed_user_id"}


class Incoming(Struct, frozen=True):
    """`event` of one person. `file`: where it is a file, the platform's id of it. `was`: the
    address under which they may have been known until now. `silent`: it says nothing but that.
    """

    event: Inbound | None = None
    file: str = ""
    was: Address | None = None
    silent: bool = False


NOTHING = Incoming()


def incoming(said: Said, contacts: tuple[Contact, ...] = ()) -> Incoming:
    """Who has an id of their own is known by it, and by the number only where there is none."""
    if said.type == "system":
        return _moved(said)
    user = said.user or _user_of(said, contacts)
    address = _address(user or said.phone)
    if address is None or (meant := _meant(said)) is None:
        return NOTHING
    event = Inbound(said.id, address, meant, _time(said))
    media = said.document or said.image
    file = media.id if media and isinstance(meant, Filed) else ""
    return Incoming(event, file, _address(said.phone) if user else None)


def _user_of(said: Said, contacts: tuple[Contact, ...]) -> str:
    """The contact that a message comes with is its sender."""
    mine = (each.user_id for each in contacts if each.wa_id == said.phone or len(contacts) == 1)
    return next(mine, "")


def _address(external_id: str) -> Address | None:
    return Address(CHANNEL, external_id) if external_id else None


def _moved(said: Said) -> Incoming:
    """Only where somebody has another number, or with it another id."""
    told = said.system
    new = told.user_id or told.wa_id or told.new_wa_id
    if told.type not in _MOVED or not new:
        return NOTHING
    event = Inbound(said.id, Address(CHANNEL, new), Opened(), _time(said))
    was = _address(said.user or said.phone or told.customer)
    return Incoming(event, was=was, silent=True)


def _meant(said: Said) -> dialog.Said | None:
    """None for what is no message: a reaction, or nothing at all."""
    if make := _MAKERS.get(said.type):
        return make(said)
    return None if said.type in {"reaction", ""} else Sent(_KINDS.get(said.type, "other"))


def _chosen(said: Said) -> dialog.Said:
    chosen = said.interactive.button_reply or said.interactive.list_reply
    return Pressed(chosen.id) if chosen else Sent("other")


def _quick(said: Said) -> dialog.Said:
    """What the button of a template says: a place to go, or just its words."""
    if read_token(said.button.payload):
        return Pressed(said.button.payload)
    return Typed(cleaned(said.button.text), said.id)


def _media(said: Said) -> dialog.Said:
    media = said.document or said.image
    return _filed(media) if media else Sent("other")


def _audio(said: Said) -> dialog.Said:
    return Sent("voice" if said.audio and said.audio.voice else "audio")


def _edited(said: Said) -> dialog.Said:
    return Edited(cleaned(said.edit.message.text.body), said.edit.original_message_id)


def _filed(media: Media) -> Filed:
    """Its size is known only where its bytes are."""
    name = media.filename or f"berkas{_ENDINGS.get(media.mime_type.partition(';')[0], '')}"
    return Filed(document=0, name=display_name(name), caption=cleaned(media.caption))


_MAKERS: dict[str, Callable[[Said], dialog.Said]] = {
    "text": lambda said: Typed(cleaned(said.text.body), said.id),
    "interactive": _chosen,
    "button": _quick,
    "image": _media,
    "document": _media,
    "audio": _audio,
    "edit": _edited,
    "request_welcome": lambda _: Opened(),
}


def _time(said: Said) -> datetime:
    return datetime.fromtimestamp(int(said.timestamp), UTC)
