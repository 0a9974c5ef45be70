"""A Telegram Bot API server for tests: real sockets, real rules, a ledger of what happened.

async with TelegramServer() as server:
    budi = server.person("Budi")
    budi.says("/start")
    first = await budi.reply()          # a bot polls server.url meanwhile
    budi.presses("Mulai")
"""

from tests.telegram_server.faults import Fault
from tests.telegram_server.ledger import Call, Delivered
from tests.telegram_server.person import NoSuchButtonError, Person
from tests.telegram_server.server import TOKEN, TelegramServer

__all__ = [
    "TOKEN",
    "Call",
    "Delivered",
    "Fault",
    "NoSuchButtonError",
    "Person",
    "TelegramServer",
]
