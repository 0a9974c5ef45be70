"""Every address of the web chat."""

from starlette.routing import BaseRoute, Route

from bot.channels.webchat import receive
from bot.channels.webchat.assets import Assets
from bot.channels.webchat.page import chat_page


def routes(assets: Assets) -> list[BaseRoute]:
    """For `build_app`, together with `page.not_found` and `page.broken` for 404 and 500."""
    return [
        Route("/", chat_page),
        Route("/chat/messages", receive.messages),
        Route("/chat/say", receive.say, methods=["POST"]),
        Route("/chat/look", receive.look),
        Route("/chat/leave", receive.leave, methods=["POST"]),
        Route("/chat/code", receive.make_code, methods=["POST"]),
        Route("/chat/return", receive.come_back, methods=["POST"]),
        Route("/demo/clock", receive.move_clock, methods=["POST"]),
        Route("/chat/static/{digest}/{name}", assets.serve),
    ]
