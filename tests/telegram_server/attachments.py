"""What a person can send besides words, as the fields of a message."""

import mimetypes

from tests.telegram_server.world import Json, World


def document(world: World, name: str, data: bytes, mime: str = "") -> Json:
    """Return a file sent as a file: name and bytes arrive untouched."""
    kind = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
    stored = world.keep(name, data, "documents")
    return {"document": {**stored.shape(), "file_name": name, "mime_type": kind}}


def photo(world: World, data: bytes, width: int = 1280, height: int = 960) -> Json:
    """Return a picture in two sizes, the small one first, as clients send them."""
    stored = world.keep("photo.jpg", data, "photos")
    small = {**world.keep("thumb.jpg", data[:64], "photos").shape(), "width": 90, "height": 67}
    return {"photo": [small, {**stored.shape(), "width": width, "height": height}]}


def voice(world: World, data: bytes = b"OggS", seconds: int = 3) -> Json:
    """Return a spoken message."""
    stored = world.keep("voice.oga", data, "voice")
    return {"voice": {**stored.shape(), "duration": seconds, "mime_type": "audio/ogg"}}


def sticker(world: World) -> Json:
    """Return a sticker."""
    stored = world.keep("sticker.webp", b"RIFF", "stickers")
    flags = {"is_animated": False, "is_video": False, "width": 512, "height": 512}
    return {
        "sticker": {**stored.shape(), **flags, "type": "regular", "emoji": "\N{THUMBS UP SIGN}"}
    }


def location(latitude: float = -6.18, longitude: float = 106.83) -> Json:
    """Return a place, in degrees."""
    return {"location": {"latitude": latitude, "longitude": longitude}}


def contact(phone: str, name: str, user_id: int) -> Json:
    """Return a phone number shared from the address book."""
    return {"contact": {"phone_number": phone, "first_name": name, "user_id": user_id}}
