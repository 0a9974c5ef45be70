"""The headers that keep the page to itself."""

from collections.abc import Mapping
from types import MappingProxyType

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
EVERYWHERE = MappingProxyType(
    {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
)
JSON = MappingProxyType({**EVERYWHERE, "Cache-Control": "no-store"})
PAGE = MappingProxyType(
    {
        **EVERYWHERE,
        "Cache-Control": "no-store",
        "Content-Security-Policy": POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "X-Frame-Options": "DENY",
    }
)


def page_headers(home: str) -> Mapping[str, str]:
    """Headers of a page; browsers are held to https where that is the public address."""
    if home.startswith("https://"):
        return {**PAGE, "Strict-Transport-Security": "max-age=31536000"}
    return PAGE
