"""Talks over several channels go as they are written down in `talks/`.

`> web: words` is said at an address (`[label]` presses a button), `< ` is what comes back there,
`@ ` the time, `# ` a note. `{kode}` stands for the code that was told last.
"""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from conversations.dialog.event import Address, Opened
from tests.joining.conftest import CODE, OTHER, PHONE, WEB, People
from tests.transcripts.replay import shown

FOLDER = Path(__file__).parent / "talks"
WHERE = {"web": WEB, "telegram": PHONE, "telegram lain": OTHER}


async def replay(text: str, people: People) -> str:
    lines, code = list[str](), ""
    for line in text.splitlines():
        mark, _, rest = line.partition(" ")
        if mark in {"#", "@", ">", ""}:
            lines.append(line)
        if mark == "@":
            people.now = datetime.fromisoformat(rest)
        elif mark == ">":
            where, _, words = rest.partition(": ")
            await say(people, WHERE[where], words.replace("{kode}", code))
            messages = people.last.turn.messages if people.last and people.last.turn else ()
            told = "\n".join(shown(messages))
            if found := CODE.search(told):
                code = found[1]
            told = told.replace(code, "{kode}") if code else told
            lines += [f"< {each}".rstrip() for each in told.splitlines()]
    return "\n".join(lines) + "\n"


async def say(people: People, address: Address, words: str) -> None:
    if words == "(membuka)":
        await people.hear(address, Opened("id"))
    elif words.startswith("["):
        await people.press(address, words[1:-1])
    else:
        await people.say(address, words)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
async def test_the_talk_goes_as_written(
    path: Path, people: People, request: pytest.FixtureRequest
) -> None:
    written = await asyncio.to_thread(path.read_text, "utf-8")
    played = await replay(written, people)
    if request.config.getoption("--update", default=False):
        await asyncio.to_thread(path.write_text, played, "utf-8")
        written = played
    assert played == written
