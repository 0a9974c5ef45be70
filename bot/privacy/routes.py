"""Every address of the rights over one's data."""

from starlette.routing import BaseRoute, Route

from bot.privacy import copy, page


def routes() -> list[BaseRoute]:
    """For `build_app`."""
    return [
        Route("/privasi", page.notice),
        Route("/privasi/salinan/{token}", copy.show),
        Route("/privasi/salinan/{token}", copy.take, methods=["POST"]),
    ]
