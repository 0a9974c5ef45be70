"""What is written on a document, and where: from a text layer or from recognised pixels."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

Box = tuple[float, float, float, float]
REACH = 4
"""How many times its own height below a label its value may begin."""
SAME_ROW = 0.5
"""Lines share a row where their middles lie closer than this part of the smaller height."""


class Line(Struct, frozen=True, omit_defaults=True):
    """`box` is left, top, right, bottom of the upright page, 0 to 1; `page` counts from 1.

    `confidence` is 1.0 for a text layer.
    """

    text: str
    box: Box = (0.0, 0.0, 1.0, 1.0)
    page: int = 1
    confidence: float = 1.0

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


Row = tuple[Line, ...]


def rows(lines: Iterable[Line]) -> tuple[Row, ...]:
    """Lines that stand beside each other, from left to right; rows from top to bottom."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.page, line.middle)):
        if found and _beside(found[-1][-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return tuple(tuple(sorted(row, key=lambda line: line.box[0])) for row in found)


def _beside(one: Line, other: Line) -> bool:
    apart = abs(one.middle - other.middle)
    return one.page == other.page and apart < SAME_ROW * min(one.height, other.height)


def words_of(row: Row) -> str:
    """A row as one text."""
    return " ".join(line.text for line in row)


def whole(lines: Sequence[Line]) -> str:
    """All of it, a row a line."""
    return "\n".join(words_of(row) for row in rows(lines))


def near(lines: Sequence[Line], label: Line) -> Iterator[Line]:
    """What stands to the right of a label, nearest first, and then what stands below it."""
    right = (
        line for line in lines if line is not label and _beside(label, line)
        and line.box[0] > label.box[0]
    )  # fmt: skip
    yield from sorted(right, key=lambda line: line.box[0])
    below = (line for line in lines if line.page == label.page and _under(label, line))
    yield from sorted(below, key=lambda line: line.box[1])


def _under(label: Line, line: Line) -> bool:
    overlaps = line.box[0] < label.box[2] and line.box[2] > label.box[0]
    return overlaps and label.middle < line.box[1] < label.box[3] + REACH * label.height
