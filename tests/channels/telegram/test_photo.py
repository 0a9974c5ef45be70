"""Pictures go out with their words under them: uploaded once, then by the id they were given."""

from typing import Any

import pytest
from msgspec import Raw

from bot.channels.telegram.api import Api, SendMessage
from bot.channels.telegram.draw import Pen
from bot.channels.telegram.limits import MOST_CAPTION
from bot.channels.telegram.photo import Photos
from bot.channels.telegram.wire import Reply
from bot.delivery.outcome import Outcome
from bot.texts import load_phrases
from conversations.dialog.message import Message, Picture
from tests.running.program import Running
from tests.telegram_server import Person, TelegramServer
from tests.telegram_server.html_text import units

WORDS = SendMessage("7", "<b>Jadwal</b>", "HTML", {"inline_keyboard": []})
GIVEN = Reply(ok=True, result=Raw(b'{"message_id": 5, "photo": [{"file_id": "a"}]}'))
REFUSED = Reply(ok=False, error_code=400, description="Bad Request: IMAGE_PROCESS_FAILED")


class Server(Api):
    """Answers in turn, and remembers what it was asked."""

    def __init__(self, *answers: Reply | Outcome) -> None:
        self.answers, self.asked = list(answers), list[object]()

    async def call(self, method: str, arguments: object, patience: float = 0) -> Any:  # noqa: ANN401 - as given
        self.asked.append(arguments)
        return self.answers.pop(0)

    async def upload(self, method: str, boundary: str, body: bytes, patience: float = 0) -> Any:  # noqa: ANN401 - as given
        self.asked.append(body)
        return self.answers.pop(0)


async def png(code: str) -> bytes | None:
    return None if code == "gone" else b"\x89PNG"


def photos(*answers: Reply | Outcome) -> tuple[Photos, Server]:
    server = Server(*answers)
    return Photos(server, png), server


async def test_the_second_time_it_goes_by_its_id() -> None:
    sender, server = photos(GIVEN, GIVEN)
    assert await sender.send(WORDS, "code", 5) == GIVEN
    assert await sender.send(WORDS, "code", 5) == GIVEN
    upload, known = server.asked
    assert b"\x89PNG" in upload  # type: ignore[operator] # the body
    assert known.photo == "a"  # type: ignore[attr-defined] # the arguments


async def test_an_id_that_holds_no_more_is_uploaded_anew() -> None:
    sender, server = photos(GIVEN, REFUSED, GIVEN)
    await sender.send(WORDS, "code", 5)
    assert await sender.send(WORDS, "code", 5) == GIVEN
    assert isinstance(server.asked[2], bytes)


@pytest.mark.parametrize("code", ["code", "gone"])
async def test_where_there_is_no_picture_the_words_go_alone(code: str) -> None:
    sender, _ = photos(REFUSED)
    assert await sender.send(WORDS, code, 5) is None


@pytest.mark.parametrize(
    "answer",
    [
        Outcome("waiting", reason="no answer"),
        Reply(ok=False, error_code=429),
        Reply(ok=False, error_code=403),
    ],
)
async def test_whatever_else_happens_is_told(answer: Reply | Outcome) -> None:
    sender, _ = photos(answer)
    assert await sender.send(WORDS, "code", 5) == answer


def test_words_under_a_picture_fit_there() -> None:
    pen, image = Pen(load_phrases()["id"], {}), Picture("files", "id", "Berkas", "code")
    long = Message(1, "picture", "sebaris kata\n" * 200, image=image)
    assert units(pen.draw(long).plain) <= MOST_CAPTION
    short = Message(1, "picture", "*Berkas*", image=image)
    assert pen.draw(short).html == "<b>Berkas</b>"


async def asked_for(person: Person, words: str, label: str) -> dict[str, Any]:
    """The message that answers the button."""
    person.says(words)
    await person.sees(lambda seen: label in str(seen.buttons))
    person.presses(label)
    return (await person.sees(lambda seen: "photo" in seen.message)).message


async def test_a_person_gets_a_picture_and_goes_on(
    webhook: Running, server: TelegramServer
) -> None:
    rina = server.person("Rina")
    rina.says("/start")
    await rina.sees(lambda seen: "setuju data" in seen.text)
    first = await asked_for(rina, "gambar", "Jadwal")
    assert "22 Desember 2025 pukul 16.00 WIB" in first["caption"]
    assert "/cek/" in first["caption"]
    rina.presses("Gambar lain")
    await rina.sees(lambda seen: "Pilih gambar" in seen.text)
    rina.presses("Jadwal")
    again = await rina.sees(
        lambda seen: "photo" in seen.message and seen.message["message_id"] != first["message_id"]
    )
    assert again.message["photo"][0]["file_id"] == first["photo"][0]["file_id"]
    rina.presses("Kembali")
    await rina.sees(lambda seen: "setuju data" in seen.text)
