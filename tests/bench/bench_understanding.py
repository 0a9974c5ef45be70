"""CPU of reading what people write: usual messages, and the worst that anybody can send."""

from tests.conversations.understanding.test_hostile import SHORT, cost, usual


def bench_usual_and_hostile_words() -> None:
    worst = max((cost((part * size)[:size]), part) for part in SHORT for size in (4_000, 100_000))
    print()
    print(f"a usual message          {usual() * 1000:6.2f} ms")
    print(f"the worst, {worst[1]!r:<12} {worst[0] * 1000:6.2f} ms  x {worst[0] / usual():.0f}")
