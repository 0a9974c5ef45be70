"""GET /privasi: who processes which data, what for, for how long, and which rights people have."""

from collections.abc import Iterator
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.channels.webchat.headers import page_headers
from bot.pages import templates
from bot.uploads.uploads import Uploads, uploads_of
from conversations.dialog.voice import Voice
from conversations.posting.privacy import kept_until
from conversations.texts.phrases import Phrases

PARTS = ("who", "what", "why", "basis", "seen", "decide", "safe", "cookies")
AFTER_END = ("unfinished", "sent", "chosen", "documents")
PAGES = templates(Path(__file__).parent / "templates")


async def notice(request: Request) -> Response:
    """In the browser's language, from the posting as it is served now."""
    uploads = uploads_of(request)
    words = uploads.words(request)
    voice = uploads.voice(words)
    values = {
        "voice": voice,
        "parts": PARTS,
        "rows": list(_rows(uploads, words, voice)),
        "rights": list(_rights(uploads, words)),
        "privacy": uploads.edition.privacy,
        "portal": uploads.edition.posting.portal,
    }
    return drawn(request, "privacy.html", values)


def drawn(
    request: Request, template: str, values: dict[str, object], status: int = 200
) -> Response:
    """A page of this folder, to be kept by nobody."""
    uploads = uploads_of(request)
    words = uploads.words(request)
    text = PAGES.get_template(template).render(words=words, family=uploads.family, **values)
    headers = {**page_headers(uploads.parts.home), "Vary": "Accept-Language, Cookie"}
    return HTMLResponse(text, status, headers=headers)


def _rows(uploads: Uploads, words: Phrases, voice: Voice) -> Iterator[tuple[str, str]]:
    """What is kept, and until when."""
    privacy, posting = uploads.edition.privacy, uploads.edition.posting
    yield (
        words("privacy.keep.declined"),
        words("privacy.keep.after_visit", days=privacy.keep.declined),
    )
    for kind in AFTER_END:
        day = voice.words.day(kept_until(privacy, posting, kind).date())
        days = getattr(privacy.keep, kind)
        yield words(f"privacy.keep.{kind}"), words("privacy.keep.after_end", day=day, days=days)
    made = words("privacy.keep.after_made", days=privacy.keep.traces)
    yield words("privacy.keep.traces"), made
    yield words("privacy.keep.stub"), words("privacy.keep.stays")


def _rights(uploads: Uploads, words: Phrases) -> Iterator[tuple[str, str]]:
    """What is written in the talk, and what it does."""
    hours = uploads.edition.privacy.grace_hours
    for name in ("mydata", "correct", "erase" if hours else "erase_now", "withdraw", "stop"):
        yield words(f"privacy.rights.{name}.say"), words(f"privacy.rights.{name}.text", hours=hours)
