"""By whom the Cloud API is reached: Meta itself, or a Solution Provider, who is the bridge.

They differ in the address, in the header of the key, and in how what comes in is known to be
theirs.
"""

import hashlib
import hmac
from urllib.parse import urlsplit

from msgspec import Struct

from bot.settings_whatsapp import Name

META_MEDIA = ("fbsbx.com", "whatsapp.net", "facebook.com")
"""Hosts, with everything below them, from which Meta hands out files."""
_SIGNED = 71
"""`sha256=` and 64 digits."""
_HEX = frozenset(b"0123456789abcdef")


class Provider(Struct, frozen=True):
    """`base` without a slash at its end; `number` is the phone number's id, which Meta wants in
    each path. `secret` is what webhooks are signed with, or what the provider sends along.
    """

    name: Name
    base: str
    token: str
    number: str
    secret: str

    @property
    def headers(self) -> dict[str, str]:
        """What goes with every call."""
        if self.name == "360dialog":
            return {"D360-API-KEY": self.token}
        return {"Authorization": f"Bearer {self.token}"}

    def path(self, what: str) -> str:
        """Of `messages` or `media`, below `base`."""
        return f"/{what}" if self.name == "360dialog" else f"/{self.number}/{what}"

    @property
    def authentic_header(self) -> bytes:
        """The header by which a webhook shows whose it is."""
        return b"authorization" if self.name == "360dialog" else b"x-hub-signature-256"

    def may_be_authentic(self, given: bytes) -> bool:
        """Is it worth reading the body? Says nothing yet about what a signature signs."""
        if self.name == "360dialog":
            return hmac.compare_digest(given, b"Bearer " + self.secret.encode())
        return len(given) == _SIGNED and given.startswith(b"sha256=") and _HEX.issuperset(given[7:])

    def is_authentic(self, given: bytes, body: bytes) -> bool:
        """Compared in constant time, over the bytes as they came."""
        if self.name == "360dialog":
            return self.may_be_authentic(given)
        made = hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(given, b"sha256=" + made.encode())

    def media_address(self, url: str) -> str:
        """Where a file is fetched; "" where it is nothing that may be asked.

        360dialog hands out Meta's addresses and wants them asked of itself.
        """
        parts, own = urlsplit(url), urlsplit(self.base)
        if (parts.scheme, parts.netloc) == (own.scheme, own.netloc):
            return url
        if parts.scheme != "https" or parts.port or parts.username or not _is_metas(parts.hostname):
            return ""
        if self.name == "360dialog":
            return parts._replace(scheme=own.scheme, netloc=own.netloc).geturl()
        return url


def _is_metas(host: str | None) -> bool:
    return any(host == known or (host or "").endswith(f".{known}") for known in META_MEDIA)
