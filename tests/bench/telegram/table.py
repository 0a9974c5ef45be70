"""The figures as a table for people and as plain values for machines."""

from typing import Any

from tests.bench.telegram.score import Score

_HEAD = (
    "",
    "turns/s",
    "x",
    "CPU ms",
    "CPU x",
    "turns/CPU s",
    "p50 ms",
    "p99 ms",
    "lost",
    "twice",
    "MB",
)
_FORMATS = ("", ",.0f", ".2f", ".3f", ".2f", ",.0f", ".1f", ".1f", "d", "d", ".0f")
_MB = 1024 * 1024


def figures(score: Score, first: Score) -> dict[str, Any]:
    """Return the figures of one contender.

    `x` is its speed as a part of the first one's and `cpu_x` its CPU for a turn as a multiple:
    the latter hardly changes on a busy machine.
    """
    rate, best = score.turns / score.even_clock, first.turns / first.even_clock
    cpu, least = _cpu(score), _cpu(first)
    return {
        "turns_per_second": rate,
        "x": rate / best if best else 0.0,
        "cpu_ms_per_turn": cpu * 1000,
        "cpu_x": cpu / least if least else 0.0,
        "turns_per_cpu_second": score.turns / score.even_cpu if score.even_cpu else 0.0,
        "p50_ms": score.quantile(0.5) * 1000,
        "p99_ms": score.quantile(0.99) * 1000,
        "lost": score.lost,
        "repeated": score.repeated,
        "resident_mb": score.resident / _MB,
        "unanswered": score.unanswered,
        "refused": score.refused,
        "talks": score.talks,
    }


def _cpu(score: Score) -> float:
    return score.even_cpu / score.turns if score.turns else 0.0


def rows(scores: dict[str, Score]) -> dict[str, dict[str, Any]]:
    """Return the figures of all contenders by name, in the order of the race."""
    first = next(iter(scores.values()))
    return {name: figures(score, first) for name, score in scores.items()}


def drawn(found: dict[str, dict[str, Any]]) -> str:
    """Return the table as text, with a line for whatever should be 0 and is not."""
    shown = [_HEAD, *(_row(name, values) for name, values in found.items())]
    widths = [max(len(row[column]) for row in shown) for column in range(len(_HEAD))]
    lines = [
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in shown
    ]
    return "\n".join([*lines, *_troubles(found)])


def _row(name: str, values: dict[str, Any]) -> tuple[str, ...]:
    cells = list(values.values())[: len(_HEAD) - 1]
    return (name, *(format(cell, form) for cell, form in zip(cells, _FORMATS[1:], strict=True)))


def _troubles(found: dict[str, dict[str, Any]]) -> list[str]:
    return [
        f"{name}: {values[what]:,} {what}"
        for name, values in found.items()
        for what in ("unanswered", "refused")
        if values[what]
    ]
