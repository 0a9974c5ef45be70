"""What others made is here as they made it."""

from hashlib import sha256
from pathlib import Path

from bot.console.console import STATIC
from tests.guards.tree import text


def test_htmx_is_the_one_that_is_told_of() -> None:
    digest = sha256((STATIC / "htmx.min.js").read_bytes()).hexdigest()
    assert f"`{digest}`" in text(Path("docs/dependencies.md"))
    assert (STATIC / "htmx-licence.txt").exists()
