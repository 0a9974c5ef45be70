"""aiogram as its documentation shows it: states, filters, webhook on aiohttp, uvloop.

`--option` is empty (MemoryStorage), `tuned` (the same without needless garbage collections, with
a fast JSON and no limit on connections), or the address of a Redis (RedisStorage).
"""

import gc
from typing import Any

import msgspec
import uvloop
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from tests.bench.telegram.baselines.questions import END, NOTED, QUESTIONS, read, rows
from tests.bench.telegram.baselines.served import PATH, Wiring, listen, read_wiring


class Talk(StatesGroup):
    """Where a person is: somewhere in the twelve questions."""

    asking = State()


router = Router()


def _keyboard(number: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup.model_validate({"inline_keyboard": rows(number)})


@router.message(CommandStart())
async def started(message: Message, state: FSMContext) -> None:
    """Ask the first question."""
    await state.set_state(Talk.asking)
    await state.set_data({"answers": {}})
    await message.answer(QUESTIONS[0], reply_markup=_keyboard(0))


@router.callback_query(Talk.asking, F.data.startswith("q"))
async def pressed(query: CallbackQuery, state: FSMContext) -> None:
    """Keep the answer and ask the next question."""
    assert query.data is not None
    assert query.message is not None
    number, option = read(query.data)
    answers: dict[str, Any] = (await state.get_data())["answers"]
    await state.update_data(answers={**answers, str(number): option})
    await query.answer(NOTED)
    if number + 1 < len(QUESTIONS):
        await query.message.answer(QUESTIONS[number + 1], reply_markup=_keyboard(number + 1))
        return
    await state.clear()
    await query.message.answer(END)


def _session(wiring: Wiring, *, tuned: bool) -> AiohttpSession:
    api = TelegramAPIServer.from_base(wiring.api)
    if not tuned:
        return AiohttpSession(api=api)
    return AiohttpSession(
        api=api,
        limit=0,
        json_loads=msgspec.json.decode,
        json_dumps=lambda value: msgspec.json.encode(value).decode(),
    )


def _storage(option: str) -> BaseStorage:
    if not option.startswith("redis://"):
        return MemoryStorage()
    from aiogram.fsm.storage.redis import RedisStorage  # noqa: PLC0415  (not installed with aiogram)

    return RedisStorage.from_url(option)


def main() -> None:
    """Serve."""
    uvloop.install()
    wiring = read_wiring()
    tuned = wiring.option == "tuned"
    bot = Bot(wiring.token, session=_session(wiring, tuned=tuned))
    dispatcher = Dispatcher(storage=_storage(wiring.option))
    dispatcher.include_router(router)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=wiring.secret).register(app, path=PATH)
    setup_application(app, dispatcher, bot=bot)
    if tuned:
        gc.freeze()
        gc.set_threshold(50_000, 50, 100)
    listen(app, wiring.port)


if __name__ == "__main__":
    main()
