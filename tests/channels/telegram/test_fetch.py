"""A file's bytes over the thin client: what it fetches, and what each failure means."""

import msgspec
import pytest

from bot.channels.telegram import files
from bot.channels.telegram.api import Api
from bot.channels.telegram.files import Files
from bot.intake.intake import FetchFailedError, FileLostError
from tests.delivery.scripted import Line, Script, serving
from tests.telegram_server import TOKEN, TelegramServer, attachments, refusals
from tests.telegram_server.refusals import bad_request

AT = {"ok": True, "result": {"file_id": "f", "file_path": "documents/a b.pdf"}}
HEAD = b"HTTP/1.1 %s X\r\nContent-Length: %d\r\n\r\n"


async def fetched(*answers: tuple[int, bytes]) -> tuple[bytes, list[str]]:
    """What was fetched from a server that gives these answers, and what it was asked."""
    asked: list[str] = []
    left = list(answers)

    async def script(line: Line) -> None:
        while True:
            asked.append((await line.asked())[0])
            if not left:
                line.reset()
                return
            status, body = left.pop(0)
            await line.say(HEAD % (str(status).encode(), len(body)), body)

    return await _from(script), asked


async def _from(script: Script) -> bytes:
    async with serving(script) as server:
        api = Api(server.url, TOKEN)
        opened = Files(api, server.url, TOKEN)
        try:
            return await opened.fetch("f")
        finally:
            opened.close()
            api.close()


def json(body: object) -> tuple[int, bytes]:
    return 200, msgspec.json.encode(body)


async def test_the_bytes_come_from_where_the_server_says() -> None:
    data, asked = await fetched(json(AT), (200, b"\x00\xff" * 500_000))
    assert data == b"\x00\xff" * 500_000
    assert asked == [
        f"POST /bot{TOKEN}/getFile HTTP/1.1",
        f"GET /file/bot{TOKEN}/documents/a%20b.pdf HTTP/1.1",
    ]


async def test_a_file_of_the_test_server(server: TelegramServer) -> None:
    content = attachments.document(server.world, "KTP.jpg", b"bytes of it")
    api = Api(server.url, TOKEN)
    opened = Files(api, server.url, TOKEN)
    assert await opened.fetch(content["document"]["file_id"]) == b"bytes of it"
    opened.close()
    api.close()


@pytest.mark.parametrize(
    "said",
    [
        bad_request("wrong file_id or the file is temporarily unavailable").body(),
        bad_request("file is too big").body(),
        {"ok": True, "result": {"file_id": "f"}},
    ],
    ids=["unknown", "too big", "without a path"],
)
async def test_a_file_that_is_not_there_is_lost(said: object) -> None:
    with pytest.raises(FileLostError):
        await fetched(json(said))


@pytest.mark.parametrize(
    "answers",
    [
        [],
        [json(refusals.RESTARTING.body())],
        [json(refusals.UNAUTHORIZED.body())],
        [json({"ok": True, "result": 7})],
        [json({"ok": True})],
        [(200, b"<html>")],
        [json(AT)],
        [json(AT), (404, b"{}")],
        [json(AT), (502, b"<html>")],
    ],
)
async def test_what_may_succeed_another_time_is_no_loss(answers: list[tuple[int, bytes]]) -> None:
    with pytest.raises(FetchFailedError) as caught:
        await fetched(*answers)
    assert TOKEN not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


async def test_more_than_the_limit_is_not_taken_into_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(files, "MOST_FILE", 1000)
    assert len((await fetched(json(AT), (200, b"x" * 1000)))[0]) == 1000
    with pytest.raises(FetchFailedError, match="NoAnswerError"):
        await fetched(json(AT), (200, b"x" * 1001))


async def test_a_path_cannot_end_the_line_it_stands_in() -> None:
    split = {"ok": True, "result": {"file_path": "a\r\nX: y"}}
    _, asked = await fetched(json(split), (200, b"x"))
    assert asked[1] == f"GET /file/bot{TOKEN}/a%0D%0AX%3A%20y HTTP/1.1"
