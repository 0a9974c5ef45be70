"""A WhatsApp Cloud API server for tests: real sockets, real rules, a ledger of what happened.

async with WhatsappServer() as server:
    server.webhook = f"{program}/webhooks/whatsapp"
    budi = server.person("Budi")
    budi.says("halo")
    first = await budi.reply()
    budi.presses("Setuju")
"""

from tests.whatsapp_server.faults import Fault
from tests.whatsapp_server.ledger import Delivered
from tests.whatsapp_server.person import NoSuchButtonError, Person
from tests.whatsapp_server.server import NUMBER, SECRET, TOKEN, WhatsappServer

__all__ = [
    "NUMBER",
    "SECRET",
    "TOKEN",
    "Delivered",
    "Fault",
    "NoSuchButtonError",
    "Person",
    "WhatsappServer",
]
