"""Loads what answers are found by; the only place that touches these files."""

from collections.abc import Mapping
from pathlib import Path

import conversations.answers
from conversations.answers.answers import Answers, Sources
from conversations.answers.lexicon import parse_always, parse_lexicon
from conversations.posting.edition import Edition
from conversations.texts.phrases import Phrases

FOLDER = Path(conversations.answers.__file__).parent


def load_answers(edition: Edition, phrases: Mapping[str, Phrases]) -> Answers:
    """Answers about a posting, with their index. Raises `PostingError` where a file has faults."""
    lexicon, always = (
        (FOLDER / f"{name}.yaml").read_text("utf-8") for name in ("lexicon", "always")
    )
    return Answers(edition, phrases, Sources(parse_lexicon(lexicon), parse_always(always)))
