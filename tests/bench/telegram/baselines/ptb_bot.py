"""python-telegram-bot with ConversationHandler, its webhook on Starlette as its examples show.

`--option` is the path of the pickle in which it keeps what it knows.
"""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PicklePersistence,
)

from tests.bench.telegram.baselines.questions import END, NOTED, QUESTIONS, read, rows
from tests.bench.telegram.baselines.served import PATH, SECRET_HEADER, Wiring, read_wiring

Running = Application[Any, Any, Any, Any, Any, Any]
ASKING = 0


def _keyboard(number: int) -> InlineKeyboardMarkup:
    found = InlineKeyboardMarkup.de_json({"inline_keyboard": rows(number)}, None)
    assert found is not None
    return found


async def started(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Ask the first question."""
    assert update.message is not None
    assert context.user_data is not None
    context.user_data.clear()
    await update.message.reply_text(QUESTIONS[0], reply_markup=_keyboard(0))
    return ASKING


async def pressed(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Keep the answer and ask the next question."""
    query = update.callback_query
    assert query is not None
    assert context.user_data is not None
    number, option = read(query.data or "")
    context.user_data[number] = option
    await query.answer(NOTED)
    chat = update.effective_chat
    assert chat is not None
    if number + 1 < len(QUESTIONS):
        await chat.send_message(QUESTIONS[number + 1], reply_markup=_keyboard(number + 1))
        return ASKING
    await chat.send_message(END)
    return ConversationHandler.END


def _application(wiring: Wiring) -> Running:
    builder = Application.builder().token(wiring.token).updater(None)
    builder = builder.base_url(f"{wiring.api}/bot").persistence(PicklePersistence(wiring.option))
    built = builder.build()
    talk: ConversationHandler[Any] = ConversationHandler(
        entry_points=[CommandHandler("start", started)],
        states={ASKING: [CallbackQueryHandler(pressed, "^q")]},
        fallbacks=[CommandHandler("start", started)],
        name="talk",
        persistent=True,
    )
    built.add_handler(talk)
    return built


def _web(application: Running, wiring: Wiring) -> Starlette:
    secret = wiring.secret.encode()

    async def receive(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, "").encode(), secret):
            return Response(status_code=401)
        await application.update_queue.put(Update.de_json(await request.json(), application.bot))
        return Response()

    async def alive(_request: Request) -> Response:
        return Response()

    @asynccontextmanager
    async def running(_app: Starlette) -> AsyncIterator[None]:
        async with application:
            await application.start()
            yield
            await application.stop()

    routes = [Route(PATH, receive, methods=["POST"]), Route("/healthz", alive)]
    return Starlette(routes=routes, lifespan=running)


def main() -> None:
    """Serve."""
    wiring = read_wiring()
    web = _web(_application(wiring), wiring)
    uvicorn.run(web, host="127.0.0.1", port=wiring.port, loop="uvloop", log_level="error")


if __name__ == "__main__":
    main()
