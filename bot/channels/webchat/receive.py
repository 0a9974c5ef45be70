"""What comes in from the page, and what it gets back: JSON over HTTP."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import wraps

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.webchat.headers import JSON
from bot.channels.webchat.limits import READ, RETURN, SAY
from bot.channels.webchat.push import stream
from bot.channels.webchat.reading import read
from bot.channels.webchat.refused import RefusedError
from bot.channels.webchat.webchat import webchat_of
from bot.channels.webchat.wire import Code, MoveClock, Nothing, Say
from conversations.dialog.event import MAX_TEXT, Opened, Pressed, Typed

Endpoint = Callable[[Request], Awaitable[Response]]
FARTHEST = 2**31


def polite(endpoint: Endpoint) -> Endpoint:
    """Turns a `RefusedError` into an answer with a sentence for people."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except RefusedError as refused:
            return _refusal(request, refused)

    return answer


@polite
async def messages(request: Request) -> Response:
    """GET /chat/messages?after=N: everything after the page's cursor."""
    chat, visitor = webchat_of(request), webchat_of(request).visitor(request)
    chat.limits.take(READ, visitor)
    talk = request.query_params.get("talk", "")
    return _json(await chat.desk.answer(visitor, _cursor(request), talk))


@polite
async def say(request: Request) -> Response:
    """POST /chat/say: one thing the applicant did; the answer is what came after the cursor."""
    chat, visitor = webchat_of(request), webchat_of(request).visitor(request)
    said = await read(request, Say, chat.home)
    chat.limits.take(SAY, visitor)
    answer = await chat.desk.hear(visitor, Say(said.id, said.after, _tidied(said.said), said.talk))
    chat.bell.ring(visitor, answer.cursor)
    return _json(answer)


@polite
async def look(request: Request) -> Response:
    """GET /chat/look: the stream that says when to ask."""
    chat, visitor = webchat_of(request), webchat_of(request).visitor(request)
    chat.limits.take(READ, visitor)
    return stream(chat.bell, visitor)


@polite
async def leave(request: Request) -> Response:
    """POST /chat/leave: this browser forgets who was here; the talk itself stays."""
    chat = webchat_of(request)
    await read(request, Nothing, chat.home)
    response = _json(Nothing())
    chat.cookies.forget(response)
    return response


@polite
async def make_code(request: Request) -> Response:
    """POST /chat/code: a new return code; an older one stops working."""
    chat, visitor = webchat_of(request), webchat_of(request).visitor(request)
    await read(request, Nothing, chat.home)
    chat.limits.take(SAY, visitor)
    return _json(Code(await chat.desk.make_code(visitor)))


@polite
async def come_back(request: Request) -> Response:
    """POST /chat/return: a return code makes this browser that visitor's."""
    chat = webchat_of(request)
    typed = await read(request, Code, chat.home)
    chat.take_from_place(RETURN, request)
    visitor = await chat.desk.visitor_of_code(typed.code)
    if visitor is None:
        raise RefusedError(400, "webchat.refused.code")
    response = _json(Nothing())
    chat.cookies.give(response, visitor)
    return response


@polite
async def move_clock(request: Request) -> Response:
    """POST /demo/clock: the demo's time goes on, never back."""
    chat = webchat_of(request)
    wish = await read(request, MoveClock, chat.home)
    to = wish.to or chat.desk.clock().now + timedelta(seconds=wish.forward)
    if to.tzinfo is None:
        raise RefusedError(400, "webchat.refused.unreadable")
    chat.desk.move_clock(to)
    return _json(chat.desk.clock())


def _tidied(said: Typed | Pressed | Opened) -> Typed | Pressed | Opened:
    if isinstance(said, Typed):
        if not said.text.strip():
            raise RefusedError(400, "webchat.refused.empty")
        return Typed(said.text[:MAX_TEXT])
    return Opened(said.language[:8]) if isinstance(said, Opened) else said


def _cursor(request: Request) -> int:
    wish = request.query_params.get("after", "0")
    if not (wish.isascii() and wish.isdigit() and len(wish) <= len(str(FARTHEST))):
        raise RefusedError(400, "webchat.refused.unreadable")
    return min(int(wish), FARTHEST)


def _json(body: msgspec.Struct, status: int = 200) -> Response:
    encoded = msgspec.json.encode(body)
    return Response(encoded, status, headers=JSON, media_type="application/json")


def _refusal(request: Request, refused: RefusedError) -> Response:
    words = webchat_of(request).words(request)
    sentence = words(refused.key, seconds=refused.retry_after)
    response = _json(_Refusal(sentence), refused.status)
    if refused.retry_after:
        response.headers["Retry-After"] = str(refused.retry_after)
    return response


class _Refusal(msgspec.Struct, frozen=True):
    error: str
