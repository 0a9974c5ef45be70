"""Which language a page speaks: the one chosen before, else the browser's, else the first."""

from collections.abc import Sequence

from starlette.requests import Request

from bot.channels.webchat.cookie import LANGUAGE


def language_of(request: Request, spoken: Sequence[str]) -> str:
    """One of `spoken`, whose first is what everybody gets by default."""
    wishes = [request.query_params.get("lang", ""), request.cookies.get(LANGUAGE, "")]
    wishes += _accepted(request.headers.get("accept-language", ""))
    return next((wish for wish in wishes if wish in spoken), spoken[0])


def _accepted(header: str) -> list[str]:
    """Languages without their regions, best first: `en-GB;q=0.8, id` gives `id`, `en`."""
    wishes = [part.partition(";") for part in header.split(",")]
    ranked = sorted(wishes, key=lambda wish: -_weight(wish[2]))
    return [tag.strip().lower().partition("-")[0] for tag, _, _ in ranked]


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
