"""Logs hold no NIK, token, link, or anything that somebody wrote: in no format and no error."""

import io
import json
import logging

import pytest

from tests.bot.conftest import Written

NIK = "3276011405900002"
TOKEN = "7123456789:AAFw-canary_0123456789abcdefghijkl"
LINK = "/u/Zm9vYmFyYmF6cXV4MTIzNDU2"
CANARIES = {
    "a NIK": NIK,
    "a token": TOKEN,
    "a link": LINK.removeprefix("/u/"),
    "a way to stop": "AAAAGW9vYmFyYmF6cXV4MTIzNDU2",
    "a calendar": "AAAAGW9vYmFyYmF6cXV4MTIzNDU3",
    "a key": "canary-of-a-bearer",
}
WRITTEN = {
    "a NIK": f"number {NIK}.",
    "a token": f"POST https://api.telegram.org/bot{TOKEN}/sendMessage",
    "a link": f"https://pandu.example{LINK}?x=1",
    "a way to stop": "POST /berhenti/AAAAGW9vYmFyYmF6cXV4MTIzNDU2",
    "a calendar": "GET /kalender/AAAAGW9vYmFyYmF6cXV4MTIzNDU3.ics",
    "a key": "Authorization: Bearer canary-of-a-bearer",
}
log = logging.getLogger("pandu.test")


@pytest.mark.parametrize("canary", CANARIES)
def test_a_secret_in_a_message_is_redacted(written: Written, canary: str) -> None:
    log.warning(WRITTEN[canary])
    assert CANARIES[canary] not in written()
    assert "[redacted]" in written()


@pytest.mark.parametrize("canary", CANARIES)
def test_a_secret_in_an_argument_is_redacted(written: Written, canary: str) -> None:
    log.warning("it failed: %s (%r)", WRITTEN[canary], {"at": WRITTEN[canary]})
    assert CANARIES[canary] not in written()


@pytest.mark.parametrize(
    "around", ["nik={}", "_{}_", "NIK{}", "x{}y", "{}\n", "'{}'", "{}é", "+{}"]
)
def test_a_nik_is_found_whatever_stands_around_it(written: Written, around: str) -> None:
    log.warning(around.format(NIK))
    assert NIK not in written()


def test_a_number_is_redacted_too(written: Written) -> None:
    log.warning("%d", int(NIK))
    assert NIK not in written()


@pytest.mark.parametrize("words", ["update 845100001", "1766019600000 ms", "12345678901234567890"])
def test_other_numbers_stay(written: Written, words: str) -> None:
    log.warning(words)
    assert words in written()


def failing(words: str) -> None:
    try:
        dict[str, str]()[words]
    except KeyError as error:
        raise ValueError(f"cannot read {words}") from error


@pytest.mark.parametrize("words", ["saya Budi, 34 tahun", NIK, TOKEN])
def test_an_error_tells_where_it_came_from_and_not_what_it_says(
    written: Written, words: str
) -> None:
    try:
        failing(words)
    except ValueError:
        log.exception("an update could not be handled")
    assert words not in written()
    assert "ValueError" in written()
    assert "failing" in written()
    assert "test_logs.py" in written()


def test_an_error_is_cached_for_no_other_handler(written: Written) -> None:
    """Python keeps the text of an error in the record once a formatter made it."""
    other = io.StringIO()
    handler = logging.StreamHandler(other)
    handler.setFormatter(logging.getLogger().handlers[0].formatter)
    logging.getLogger().addHandler(handler)
    try:
        failing("saya Budi")
    except ValueError:
        log.exception("failed")
    assert "saya Budi" not in written() + other.getvalue()


def test_libraries_are_heard_from_warnings_on(written: Written) -> None:
    logging.getLogger("alembic.runtime").info("migrating")
    logging.getLogger("some.library").warning("odd")
    assert "migrating" not in written()
    assert "odd" in written()


@pytest.mark.parametrize("written", ["json"], indirect=True)
def test_a_line_of_json_is_one_event(written: Written) -> None:
    log.info("two\nlines %s", "é")
    try:
        failing("x")
    except ValueError:
        log.exception("failed")
    first, second = (json.loads(line) for line in written().splitlines())
    assert (first["message"], first["level"], first["logger"]) == (
        "two\nlines é",
        "INFO",
        "pandu.test",
    )
    assert second["error"].startswith("ValueError < ")


def test_levels_hold(written: Written) -> None:
    logging.getLogger().setLevel("WARNING")
    log.info("quiet")
    assert written() == ""
