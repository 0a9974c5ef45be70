"""Seals what is said by or about a person with that person's own key (AES-256-GCM).

A sealed value is a 12-byte nonce and the ciphertext; `place` (table, row) is authenticated with it,
so that a value cannot be moved to another row unnoticed.
"""

import os
from hashlib import blake2b
from itertools import count

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
_COUNT_BYTES = 5
LOOKUP_BYTES = 16


class SealBrokenError(ValueError):
    """A sealed value was altered, moved, or belongs to another key."""


class _Nonces:
    """Nonces that never come twice under one key: a random beginning for each process, then a
    count (NIST SP 800-38D, 8.2.1). Asking the system for each one would let go of the
    interpreter, which costs far more than the sealing.
    """

    def __init__(self) -> None:
        self._start, self._count = os.urandom(NONCE_BYTES - _COUNT_BYTES), count()

    def next(self) -> bytes:
        return self._start + next(self._count).to_bytes(_COUNT_BYTES, "big")


_nonces = _Nonces()


class Seal:
    """One person's key."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def close(self, plain: bytes, place: bytes) -> bytes:
        nonce = _nonces.next()
        return nonce + self._cipher.encrypt(nonce, plain, place)

    def open(self, sealed: bytes, place: bytes) -> bytes:
        """The plain bytes. Raises `SealBrokenError`."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)
        except InvalidTag:
            raise SealBrokenError(place.decode()) from None


class MasterKey:
    """Seals the applicants' keys, and what is no applicant's. `previous` keys still open what they
    sealed.
    """

    def __init__(self, key: bytes, previous: tuple[bytes, ...] = ()) -> None:
        self._seals = tuple(Seal(each) for each in (key, *previous))

    def wrap(self, key: bytes, owner: int) -> bytes:
        return self.close(key, _owner(owner))

    def unwrap(self, wrapped: bytes, owner: int) -> bytes:
        """The owner's key. Raises `SealBrokenError` where no known master key fits."""
        return self.open(wrapped, _owner(owner))

    def close(self, plain: bytes, place: bytes) -> bytes:
        """Seals what is no applicant's."""
        return self._seals[0].close(plain, place)

    def open(self, sealed: bytes, place: bytes) -> bytes:
        """The plain bytes. Raises `SealBrokenError` where no known master key fits."""
        for seal in self._seals:
            try:
                return seal.open(sealed, place)
            except SealBrokenError:
                continue
        raise SealBrokenError(place.decode())


def _owner(owner: int) -> bytes:
    return b"key:%d" % owner


class Lookup:
    """Keyed hashes (BLAKE2b, RFC 7693) by which rows are found without storing what by."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, kind: str, value: str) -> bytes:
        """16 bytes; the same for the same kind and value, and for nobody without the key."""
        words = f"{kind}\0{value}".encode("utf-8", "surrogatepass")
        return blake2b(words, digest_size=LOOKUP_BYTES, key=self._key).digest()


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)
