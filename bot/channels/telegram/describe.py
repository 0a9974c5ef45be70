"""What people see of the bot before they write to it, in each language."""

from collections.abc import Iterator, Mapping

from bot.channels.telegram.set_up import Described
from conversations.posting.edition import Edition
from conversations.texts.phrases import Phrases

COMMANDS = (
    "start", "berkas", "kit", "ringkasan", "info", "gambar", "pengingat", "gabung", "pelamar",
    "data", "petugas", "cek", "lapor", "kembali", "bantuan", "bahasa",
)  # fmt: skip
FIRST = "id"
MOST_ABOUT, MOST_SHORT = 512, 120


def descriptions(edition: Edition, phrases: Mapping[str, Phrases]) -> Iterator[Described]:
    """Indonesian is everybody's whose own language is not there."""
    for language, words in phrases.items():
        texts = edition.texts.get(language) or edition.texts[FIRST]
        about = words("telegram.about", title=texts.title, portal=edition.posting.portal)
        yield Described(
            None if language == FIRST else language,
            {name: words(f"telegram.commands.{name}") for name in COMMANDS},
            about[:MOST_ABOUT],
            words("telegram.short")[:MOST_SHORT],
        )
