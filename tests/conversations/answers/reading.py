"""What tests read questions with: the shipped lexicon, and small ones of their own."""

from functools import cache
from pathlib import Path

import conversations.answers
from conversations.answers.lexicon import Lexicon, parse_lexicon
from conversations.answers.words import Words

FOLDER = Path(conversations.answers.__file__).parent
SMALL = """
words: {gaji: "upah salary", usia: "umur", bayar: "biaya", kerja: "pekerjaan", bukanurusan: "film"}
phrases: {jamkerja: [jam kerja], pukul: [jam]}
drop: "yang di ini nanti"
light: {kerja: "0.5"}
cues: "apa"
english: "the what is"
"""


@cache
def shipped_lexicon() -> Lexicon:
    return parse_lexicon((FOLDER / "lexicon.yaml").read_text("utf-8"))


def small() -> Words:
    words = Words(parse_lexicon(SMALL))
    words.learn(["laptop pribadi", "sertifikat", "jam kerja"])
    return words
