"""The only source of identity: numbers that grow with time and that nobody else makes."""

import secrets
import time

_RANDOM_BITS = 21


def new_id() -> int:
    """63 bits: milliseconds since 1970, then random ones."""
    return (time.time_ns() // 1_000_000 << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
