"""`pandu doctor`: is this installation fit to serve? Each fault with how it is mended."""

import argparse
import asyncio

from bot.doctor.channels import channels
from bot.doctor.finding import Finding
from bot.doctor.ground import ground
from bot.serving import no_arguments
from bot.settings import Settings, SettingsError, load

add = no_arguments


def run(_: argparse.Namespace) -> int:
    """1 where something is wrong."""
    try:
        settings = load()
    except SettingsError as error:
        print(f"WRONG settings:\n{error}")
        return 1
    found = asyncio.run(_look(settings))
    print("\n".join(map(str, found)))
    return 1 if any(each.mend for each in found) else 0


async def _look(settings: Settings) -> list[Finding]:
    return [Finding("settings", "valid"), *await ground(settings), *await channels(settings)]
