"""An announcement as the text that was approved beforehand, for channels that need one."""

from conversations.broadcast.words import text_in
from conversations.dialog.message import Prepared
from conversations.dialog.voice import Voice
from conversations.posting.prepared import prepared
from handlers.parts import Parts
from storage.broadcasts import Broadcast


def announcement_prepared(
    going: Broadcast, channel: str, voice: Voice, parts: Parts
) -> Prepared | None:
    """None where the channel needs none, or the posting has none for announcements."""
    if not parts.channels[channel].needs_template:
        return None
    edition, language = parts.dialog.edition, voice.phrases.language
    values = {
        "closes": voice.moment(edition.posting.closes_at),
        "text": text_in(going.texts, language),
        "code": going.code,
        "link": f"{parts.home}/cek/{going.code}",
    }
    return prepared(edition, "announcement", language, values)
