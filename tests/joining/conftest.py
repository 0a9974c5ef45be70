"""People who talk at several addresses, over the real handlers and databases."""

import itertools
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.telegram.limits import CAPABILITIES as TELEGRAM
from bot.channels.webchat.limits import CAPABILITIES as WEBCHAT
from conversations.dialog.event import Address, Inbound, Linked, Opened, Pressed, Said, Typed
from conversations.dialog.message import Message
from conversations.dialog.state import State
from handlers.document_stored import document_stored
from handlers.message_received import message_received
from handlers.parts import Parts
from storage.blobs import Blobs
from storage.cases import Case
from storage.document_rows import Document
from storage.documents import NewDocument
from storage.migrate import migrate
from storage.sealing import MasterKey
from storage.store import Committed, Store
from tests.conversations.dialog.talk import buttons, dialog, edition

MASTER = MasterKey(bytes(range(32)))
SLUG = edition().posting.slug
CHANNELS = {"telegram": TELEGRAM, "webchat": WEBCHAT}
OPEN = datetime.fromisoformat("2025-12-18T10:00+07:00")
WEB, PHONE = Address("webchat", "a-visitor"), Address("telegram", "700100200")
OTHER = Address("telegram", "700100201")
CODE = re.compile(r"\*([0-9A-Z]{4}-[0-9A-Z]{4})\*")


class People:
    """Whoever writes: what they say and press at which address."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.now = store, OPEN
        self.blobs = Blobs(folder.as_uri())
        self.documents = store.documents(self.blobs)
        self.parts = Parts(store, dialog(), SLUG, CHANNELS, self.documents, "https://pandu.contoh")
        self.shown: dict[Address, list[Message]] = {}
        self.events = itertools.count(1)
        self.last: Committed | None = None

    async def hear(self, address: Address, said: Said, event: str = "") -> str:
        """The text of everything that was answered."""
        inbound = Inbound(event or str(next(self.events)), address, said, self.now)
        self.last = await message_received(inbound, self.parts, self.now)
        messages = self.last.turn.messages if self.last.turn else ()
        self.shown.setdefault(address, []).extend(messages)
        return "\n".join(message.text for message in messages)

    async def say(self, address: Address, *words: str) -> str:
        return [await self.hear(address, Typed(word)) for word in words][-1]

    async def press(self, address: Address, *labels: str) -> str:
        return [await self.hear(address, Pressed(self.token(address, each))) for each in labels][-1]

    async def press_token(self, address: Address, token: str) -> str:
        return await self.hear(address, Pressed(token))

    def token(self, address: Address, label: str) -> str:
        for message in reversed(self.shown[address]):
            for name, token in buttons(message):
                if name == label:
                    return token
        raise LookupError(label)

    async def begins(self, address: Address) -> None:
        """Agrees, to the first question."""
        await self.hear(address, Opened("id"))
        await self.press(address, "Setuju", "Sudah saya baca")

    async def asks_for_code(self, address: Address) -> str:
        found = CODE.search(await self.say(address, "lanjut di kanal lain"))
        assert found
        return found[1]

    def token_of_link(self, address: Address) -> str:
        links = [link for each in self.shown[address] for link in each.links]
        urls = (link.url for link in reversed(links) if "/gabung/" in link.url)
        return next(urls).rpartition("/")[2]

    async def follows(self, address: Address, token: str) -> str:
        return await self.hear(address, Linked(code=token))

    async def joins(self, there: Address, here: Address) -> str:
        """By a code, up to the question whether it is their own."""
        code = await self.asks_for_code(there)
        await self.say(here, code)
        return await self.press(here, "Ya, gabungkan")

    async def case(self, address: Address) -> Case:
        return await self.store.case_of(address, SLUG, self.now)

    async def state(self, address: Address) -> State:
        return (await self.case(address)).state

    async def value(self, address: Address, key: str) -> object:
        facts = (await self.state(address)).facts
        return facts[key].value if key in facts else None

    async def sends(self, address: Address, name: str, data: bytes, slot: str = "ktp") -> Document:
        """A whole file, as the page takes it."""
        case = await self.case(address)
        new = NewDocument(name=name, size=len(data), slot=slot)
        document = await self.documents.begin(case, new, self.now)
        await self.documents.add_part(document, 0, data, case.seal, self.now)
        await document_stored(case.address, document, "", self.parts, self.now)
        return document

    async def reads(self, address: Address) -> list[str]:
        """What a page shows of the whole talk there."""
        entries = await self.store.entries_after(address, SLUG, 0, self.now)
        return [each.text or (each.message.text if each.message else "") for each in entries]

    def wait(self, much: timedelta) -> None:
        self.now += much


@pytest.fixture
def ids() -> Iterator[int]:
    return itertools.count(1)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with databases of the newest schema, to be copied."""
    folder = tmp_path_factory.mktemp("empty")
    migrate(f"sqlite:///{folder / 'pandu.sqlite3'}")
    return folder


@pytest.fixture
def url(empty: Path, tmp_path: Path) -> str:
    """The URL of an empty database of this test's own."""
    shutil.copytree(empty, tmp_path / "database")
    return f"sqlite:///{tmp_path / 'database' / 'pandu.sqlite3'}"


@pytest.fixture
async def people(url: str, ids: Iterator[int], tmp_path: Path) -> AsyncIterator[People]:
    store = Store(url, MASTER, ids.__next__)
    yield People(store, tmp_path / "blobs")
    await store.close()


@pytest.fixture
async def elsewhere(
    people: People, url: str, ids: Iterator[int], tmp_path: Path
) -> AsyncIterator[People]:
    """The same people, in another process."""
    store = Store(url, MASTER, ids.__next__)
    made = People(store, tmp_path / "blobs")
    made.shown, made.events = people.shown, people.events
    yield made
    await store.close()
