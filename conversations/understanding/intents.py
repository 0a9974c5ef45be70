"""What somebody wants instead of answering."""

from collections.abc import Sequence

from conversations.understanding.clauses import Clause
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.meaning import Intent

_ORDER: tuple[Intent, ...] = ("cancel", "back", "help", "unsure", "later")
_EMPTY = frozenset(
    (
        "saya",
        "saja",
        "dulu",
        "mau",
        "ya",
        "dong",
        "bisa",
        "boleh",
        "yang",
        "ini",
        "itu",
        "dulu",
        "tolong",
        ",",
    )
)
_SHORT = 3


class Intents:
    """Finds intents by the phrases of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.files["intents"]
        self._whole = {
            intent: {tuple(lexicon.words(said)) for said in data[intent]["whole"]}
            for intent in _ORDER
        }
        self._within = {
            intent: lexicon.phrases({intent: data[intent]["within"]}) for intent in _ORDER
        }

    def of(self, clause: Clause) -> Intent | None:
        """What this clause asks for; a question that is none of the others is `question`."""
        words = clause.words
        bare = tuple(word for word in words if word not in _EMPTY)
        for intent in _ORDER:
            if bare in self._whole[intent] or tuple(words) in self._whole[intent]:
                return intent
        for intent in _ORDER:
            if self._within[intent].find(words):
                return intent
        return "question" if "asks" in clause.moods else None


def strongest(intents: Sequence[Intent]) -> Intent | None:
    """Of several the one that says most about what to do."""
    for intent in ("back", "cancel", "help", "question", "unsure", "later"):
        if intent in intents:
            return intent
    return None
