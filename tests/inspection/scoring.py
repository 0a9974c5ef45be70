"""How well the synthetic documents of one half are understood."""

from collections import Counter
from dataclasses import dataclass, field

from bot.inspection.examiner import Examiner
from bot.inspection.inspector import Inspector
from bot.inspection.reading.reader import Reader
from bot.postings import find_posting, load_edition
from conversations.documents.findings import Looked, codes_of
from tests.inspection.synthetic import Half, Specimen, files

SLUG = "ppkukm-koperasi-2026"


@dataclass
class Score:
    """By code: how often it was to be found by what (`needs`), and was. By kind: fields."""

    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    misread: Counter[str] = field(default_factory=Counter)
    lacking: Counter[tuple[str, str]] = field(default_factory=Counter)
    good: int = 0
    alarms: int = 0
    doubts: Counter[str] = field(default_factory=Counter)

    def add(self, specimen: Specimen, looked: Looked) -> None:
        codes = set(codes_of(looked.findings))
        for code in specimen.expected:
            self.asked[code, specimen.needs[code]] += 1
            self.found[code, specimen.needs[code]] += code in codes
        for name, value in specimen.fields.items():
            said = looked.fields.get(name)
            self.fields[specimen.kind] += 1
            self.read[specimen.kind] += _same(value, said)
            self.misread[specimen.kind] += said is not None and not _same(value, said)
            self.lacking[specimen.slot, name] += not _same(value, said)
        if not specimen.expected:
            self.good += 1
            self.alarms += bool(codes)
            self.doubts.update(codes)

    def recall(self, *needs: str) -> float:
        asked = sum(count for (_, need), count in self.asked.items() if need in needs)
        return sum(count for (_, need), count in self.found.items() if need in needs) / asked

    def accuracy(self, *kinds: str) -> float:
        return sum(self.read[kind] for kind in kinds) / sum(self.fields[kind] for kind in kinds)

    def table(self) -> str:
        lines = [f"{'code':<24}{'needs':<8}found"]
        for code, need in sorted(self.asked):
            found = f"{self.found[code, need]}/{self.asked[code, need]}"
            lines.append(f"{code:<24}{need:<8}{found}")
        for kind in sorted(self.fields):
            read = f"{self.read[kind]}/{self.fields[kind]}"
            lines.append(f"{'fields':<24}{kind:<8}{read}, other than printed {self.misread[kind]}")
        for (slot, name), count in sorted(self.lacking.items()):
            if count:
                lines.append(f"  {slot:<28}{name:<16}{count} not read")
        lines += [f"{'  ' + code:<32}{count}" for code, count in sorted(self.doubts.items())]
        return "\n".join([*lines, f"{'good files doubted':<32}{self.alarms}/{self.good}"])


def _same(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    return one == other


async def score(half: Half) -> Score:
    """Every file of a half, through the whole look."""
    reader, total = Reader(), Score()
    examiner = Examiner(Inspector(), reader, load_edition(find_posting(SLUG)))
    for specimen in files(half):
        total.add(specimen, await examiner.look(specimen.data, specimen.name, specimen.slot))
    await reader.close()
    return total
