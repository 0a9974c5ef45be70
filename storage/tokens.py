"""Tokens that carry what they lead to, with a sign that nobody can make without the key."""

import base64
import binascii
import hmac

from storage.sealing import LOOKUP_BYTES, Lookup

NUMBER_BYTES = 8


class Tokens:
    """Of one purpose: a token made for another is none. Letters, digits, `-` and `_` alone."""

    def __init__(self, lookup: Lookup, purpose: str) -> None:
        self._lookup, self._purpose = lookup, purpose

    def make(self, *numbers: int) -> str:
        payload = b"".join(number.to_bytes(NUMBER_BYTES, "big") for number in numbers)
        return base64.urlsafe_b64encode(payload + self._sign(payload)).decode().rstrip("=")

    def read(self, token: str, count: int) -> bytes | None:
        """The `count` numbers as bytes; None where it is no token of ours."""
        try:
            whole = base64.b64decode(token + "=" * (-len(token) % 4), b"-_", validate=True)
        except (ValueError, binascii.Error):
            return None
        payload, sign = whole[: count * NUMBER_BYTES], whole[count * NUMBER_BYTES :]
        fits = len(sign) == LOOKUP_BYTES and hmac.compare_digest(sign, self._sign(payload))
        return payload if fits else None

    def _sign(self, payload: bytes) -> bytes:
        return self._lookup.of(self._purpose, payload.hex())
