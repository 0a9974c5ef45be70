"""Photos, documents and albums of the bot."""

import mimetypes

from tests.telegram_server.keyboard import reply_markup
from tests.telegram_server.methods.files import file_of
from tests.telegram_server.methods.sending import deliver
from tests.telegram_server.params import Params
from tests.telegram_server.refusals import bad_request
from tests.telegram_server.texts import caption
from tests.telegram_server.world import Json, World

PHOTO_LIMIT = 10 * 1024 * 1024
ALBUM = range(2, 11)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")


def send_photo(world: World, params: Params) -> Json:
    """Deliver a picture of at most 10 MB."""
    return _send_one(world, params, "photo")


def send_document(world: World, params: Params) -> Json:
    """Deliver a file of at most 50 MB."""
    return _send_one(world, params, "document")


def send_media_group(world: World, params: Params) -> list[Json]:
    """Deliver 2 to 10 photos or documents as one album."""
    chat = world.chat(params)
    items = params.parsed("media")
    if not isinstance(items, list) or len(items) not in ALBUM:
        raise bad_request("media group must include 2-10 items")
    contents = [_item(world, params, item) for item in items]
    if len({"photo" in content for content in contents}) > 1:
        raise bad_request("document can't be mixed with other media types")
    group = {"media_group_id": str(next(world.ids))}
    return [deliver(world, chat, {**content, **group}, params) for content in contents]


def _send_one(world: World, params: Params, kind: str) -> Json:
    chat = world.chat(params)
    given = params.uploads.get(kind) or params.text(kind)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    text, entities = caption(params.values, params.parsed("caption_entities"))
    content = _content(world, params, kind, given)
    content.update(caption=text, caption_entities=entities, reply_markup=reply_markup(params))
    return deliver(world, chat, content, params)


def _item(world: World, params: Params, item: object) -> Json:
    if not isinstance(item, dict) or item.get("type") not in {"photo", "document"}:
        raise bad_request("can't parse InputMedia: type must be one of photo, document")
    text, entities = caption(item, item.get("caption_entities"))
    content = _content(world, params, item["type"], item.get("media"))
    return {**content, "caption": text, "caption_entities": entities}


def _content(world: World, params: Params, kind: str, given: object) -> Json:
    stored, name = file_of(world, params, given, f"{kind}s")
    if kind == "document":
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return {"document": {**stored.shape(), "file_name": name, "mime_type": mime}}
    if len(stored.data) > PHOTO_LIMIT:
        size = len(stored.data)
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; "
            f"the maximum size is {PHOTO_LIMIT} bytes"
        )
    if not stored.data.startswith(_PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    return {"photo": [{**stored.shape(), "width": 800, "height": 600}]}
