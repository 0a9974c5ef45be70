"""What is sealed opens with its key at its place, and nowhere else."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cases import place
from storage.sealing import (
    KEY_BYTES,
    LOOKUP_BYTES,
    NONCE_BYTES,
    Lookup,
    MasterKey,
    Seal,
    SealBrokenError,
    new_key,
)

KEY, OTHER = bytes(range(32)), bytes(32)
WORDS = b"NIK 3276011405900002"


@given(st.binary(max_size=2000), st.binary(max_size=40))
def test_what_is_sealed_opens_again(plain: bytes, where: bytes) -> None:
    sealed = Seal(KEY).close(plain, where)
    assert Seal(KEY).open(sealed, where) == plain
    assert len(sealed) == NONCE_BYTES + len(plain) + 16


def test_nothing_of_it_can_be_read() -> None:
    sealed = Seal(KEY).close(WORDS * 20, b"case:1")
    assert not any(WORDS[at : at + 4] in sealed for at in range(len(WORDS) - 4))


@pytest.mark.parametrize("where", [b"case:2", b"inbox:1", b"", b"case:11"])
def test_it_does_not_open_at_another_place(where: bytes) -> None:
    sealed = Seal(KEY).close(WORDS, b"case:1")
    with pytest.raises(SealBrokenError, match=f"^{re.escape(where.decode())}$"):
        Seal(KEY).open(sealed, where)


def test_it_does_not_open_with_another_key() -> None:
    with pytest.raises(SealBrokenError):
        Seal(OTHER).open(Seal(KEY).close(WORDS, b"case:1"), b"case:1")


@given(st.integers(0, (NONCE_BYTES + len(WORDS) + 16) * 8 - 1))
def test_one_changed_bit_is_noticed(bit: int) -> None:
    sealed = bytearray(Seal(KEY).close(WORDS, b"case:1"))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBrokenError):
        Seal(KEY).open(bytes(sealed), b"case:1")


@pytest.mark.parametrize("length", range(NONCE_BYTES, NONCE_BYTES + 16))
def test_a_part_of_it_does_not_open(length: int) -> None:
    sealed = Seal(KEY).close(WORDS, b"case:1")
    with pytest.raises(SealBrokenError):
        Seal(KEY).open(sealed[:length], b"case:1")


def test_the_error_says_where_and_nothing_of_what() -> None:
    with pytest.raises(SealBrokenError) as caught:
        Seal(OTHER).open(Seal(KEY).close(WORDS, b"case:1"), b"case:1")
    assert str(caught.value) == "case:1"
    assert caught.value.__cause__ is None


def nonces(count: int) -> list[bytes]:
    seal = Seal(KEY)
    return [seal.close(b"", b"")[:NONCE_BYTES] for _ in range(count)]


def test_no_nonce_comes_twice_whoever_seals() -> None:
    with ThreadPoolExecutor(4) as threads:
        found = [nonce for part in threads.map(nonces, [2_500] * 4) for nonce in part]
    assert len(set(found)) == 10_000
    assert len({nonce[:-5] for nonce in found}) == 1


def test_keys_differ() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert {len(key) for key in keys} == {KEY_BYTES}


def test_an_applicants_key_is_wrapped_for_its_owner_alone() -> None:
    master, key = MasterKey(KEY), new_key()
    wrapped = master.wrap(key, 7)
    assert master.unwrap(wrapped, 7) == key
    assert key not in wrapped
    with pytest.raises(SealBrokenError, match="key:8"):
        master.unwrap(wrapped, 8)


def test_former_master_keys_open_and_the_present_one_wraps() -> None:
    key = new_key()
    rotated = MasterKey(OTHER, (bytes([9] * 32), KEY))
    assert rotated.unwrap(MasterKey(KEY).wrap(key, 7), 7) == key
    assert MasterKey(OTHER).unwrap(rotated.wrap(key, 7), 7) == key
    with pytest.raises(SealBrokenError):
        MasterKey(KEY).unwrap(rotated.wrap(key, 7), 7)


def test_a_lookup_is_the_same_for_the_same_and_for_nobody_without_the_key() -> None:
    lookup = Lookup(KEY)
    assert lookup.of("nik", "3276011405900002") == lookup.of("nik", "3276011405900002")
    different = [
        lookup.of("nik", "3276011405900003"),
        lookup.of("phone", "3276011405900002"),
        Lookup(OTHER).of("nik", "3276011405900002"),
        lookup.of("ni", "k3276011405900002"),
        lookup.of("nik\0", "3276011405900002"),
    ]
    assert lookup.of("nik", "3276011405900002") not in different
    assert {len(each) for each in different} == {LOOKUP_BYTES}


@pytest.mark.parametrize("value", ["", "é", "\ud800", "🙂" * 100, "a\0b"])
def test_anything_can_be_looked_up(value: str) -> None:
    assert len(Lookup(KEY).of("address:webchat", value)) == LOOKUP_BYTES


def test_a_place_names_its_table_and_row() -> None:
    assert place("outbox", 12, 3) == b"outbox:12:3"
    assert place("outbox", 1, 23) != place("outbox", 12, 3)
