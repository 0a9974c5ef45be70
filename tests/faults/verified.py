"""After a fault: what `pandu verify` finds in what is left."""

from pathlib import Path

from bot.commands.verify import violations
from bot.settings import DEMO_START, load


async def verified(folder: Path, **variables: str) -> list[str]:
    """Every violation in the installation of the data folder, with a server's own settings."""
    values = {"PANDU_DATA_DIR": str(folder), "PANDU_NOW": DEMO_START, **variables}
    return [str(each) for each in await violations(load(values))]
