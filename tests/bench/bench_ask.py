"""Questions answered: how long loading takes, how much it holds, and CPU for a question."""

import time
import tracemalloc

from bot.answers import load_answers
from bot.postings import SHIPPED, load_edition
from bot.texts import load_phrases
from conversations.answers.answers import Answers
from tests.conversations.answers.scored import DEV, questions

ROUNDS = 5
HOSTILE = ("a? " * 1333, "x" * 4000, "-" * 4000, "\u4f60" * 4000)


def bench_ask() -> None:
    edition, phrases = load_edition(SHIPPED / "ppkukm-koperasi-2026"), load_phrases()
    started = time.process_time()
    answers = load_answers(edition, phrases)
    loading = time.process_time() - started
    tracemalloc.start()
    kept = load_answers(edition, phrases)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    asked = [one["q"] for one in questions(DEV)] * ROUNDS
    started = time.process_time()
    for words in asked:
        answers.ask(words)
    each = (time.process_time() - started) / len(asked)
    hostile = max(_took(kept, said) for said in HOSTILE)
    print(f"loads in {loading * 1000:.0f} ms of CPU, holds {held / 2**20:.1f} MiB")
    print(f"{each * 1000:.2f} ms of CPU a question; hostile 4,000 letters {hostile * 1000:.1f} ms")
    assert each < 0.005
    assert held < 10 * 2**20


def _took(answers: Answers, words: str) -> float:
    started = time.process_time()
    answers.ask(words)
    return time.process_time() - started
