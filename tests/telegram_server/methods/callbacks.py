"""answerCallbackQuery."""

from tests.telegram_server.html_text import units
from tests.telegram_server.params import Params
from tests.telegram_server.pending import QUERY_SECONDS
from tests.telegram_server.refusals import QUERY_TOO_OLD, bad_request
from tests.telegram_server.world import World

ANSWER_LIMIT = 200


def answer_callback_query(world: World, params: Params) -> bool:
    """End the waiting of a pressed button, once and soon."""
    query = world.queries.get(params.text("callback_query_id"))
    now = world.clock.now()
    if query is None or query.answered or now - query.at > QUERY_SECONDS:
        raise QUERY_TOO_OLD
    text = params.text("text")
    if units(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answered = True
    said = {
        "callback_query_id": query.id,
        "text": text,
        "show_alert": params.flag("show_alert"),
        "url": params.text("url"),
    }
    world.ledger.record(now, "answered", query.chat_id, said)
    return True
