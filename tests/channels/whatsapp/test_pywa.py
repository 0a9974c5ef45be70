"""Another client of the Cloud API reads and writes the same: pywa, against the same server."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest
import pywa_async
from pywa.errors import RateLimitHit

from tests.whatsapp_server import NUMBER, SECRET, TOKEN, Fault, WhatsappServer

library: Any = pywa_async  # it does not say what it exports
types = library.types

PAYLOADS = Path(__file__).parent / "payloads"
USER = "ID.13491208655302741918"


@pytest.fixture
async def server() -> AsyncIterator[WhatsappServer]:
    async with WhatsappServer() as started:
        started.person("Budi", "6281100001", USER).heard_at = started.clock.now()
        yield started


@pytest.fixture
async def pywa(server: WhatsappServer) -> AsyncIterator[Any]:
    made = library.WhatsApp(
        phone_id=NUMBER, token=TOKEN, app_secret=SECRET, server=None, verify_token="x"
    )  # fmt: skip
    session = made.api._session  # noqa: SLF001 - its address is fixed
    session.base_url = server.url
    yield made
    await session.aclose()


async def test_the_server_takes_what_pywa_sends(server: WhatsappServer, pywa: Any) -> None:  # noqa: ANN401 - its types are its own
    await pywa.send_message(to="6281100001", text="Halo", tracker="5.1")
    buttons = [types.Button("Setuju", callback_data="consent::yes:1")]
    await pywa.send_message(to=USER, text="Setuju?", buttons=buttons)
    row = types.SectionRow("S1", "q:a:s1:1", "Sarjana")
    rows = types.SectionList("Pilih", [types.Section("Satu", [row])])
    await pywa.send_message(to="6281100001", text="Yang mana?", buttons=rows)
    kinds = [(entry.kind, entry.mark) for entry in server.ledger.delivered]
    assert kinds == [("text", "5.1"), ("button", ""), ("list", "")]
    assert server.ledger.delivered[1].to == USER
    assert server.ledger.delivered[2].options["Sarjana"] == "q:a:s1:1"


async def test_pywa_reads_the_servers_refusals(server: WhatsappServer, pywa: Any) -> None:  # noqa: ANN401 - its types are its own
    server.faults.add(Fault("error", 130429))
    with pytest.raises(RateLimitHit):
        await pywa.send_message(to="6281100001", text="Halo")


async def test_pywa_fetches_a_file(server: WhatsappServer, pywa: Any) -> None:  # noqa: ANN401 - its types are its own
    media = server.keep(b"%PDF", "application/pdf")
    found = await pywa.get_media_url(media)
    assert found.file_size == 4
    assert found.url.startswith(f"{server.url}/whatsapp_business/attachments/")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("text", "text"), ("image", "image"), ("document", "document"), ("location", "location"),
     ("unsupported", "unsupported")],
)  # fmt: skip
async def test_pywa_reads_our_payloads(pywa: Any, name: str, kind: str) -> None:  # noqa: ANN401 - its types are its own
    said = json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))["said"]
    contact = {"profile": {"name": "Budi"}, "wa_id": said["from"], "user_id": USER}
    metadata = {"display_phone_number": "1", "phone_number_id": NUMBER}
    value = {"messages": [said], "contacts": [contact], "metadata": metadata}
    update = {"entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}]}
    message = types.Message.from_update(pywa, cast("Any", update))
    assert (message.type.value, message.from_user.bsuid) == (kind, USER)
