"""One made file with what a reader of it is to find."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal

Half = Literal["seen", "unseen"]
Kind = Literal["text", "scan", "photo"]
Need = Literal["pixels", "text", "ocr"]
Fields = Mapping[str, str | bool | list[str]]
SLOTS = (
    *("ktp", "npwp", "nib", "pas_foto", "ijazah", "transkrip", "surat_lamaran", "cv"),
    *("portofolio", "sertifikat_perkoperasian", "bukti_pengalaman"),
)


@dataclass(frozen=True)
class Specimen:
    """`expected`: the codes it is to get, none for a good file; `fields`: what is written on it,
    empty where it is not meant to be legible; `needs`: what each code takes to be found.

    In `fields` days are ISO dates, numbers are digits alone, and a name has ordinary capitals even
    where the paper prints it in large ones.
    """

    name: str
    slot: str
    data: bytes
    expected: frozenset[str]
    fields: Fields
    kind: Kind
    half: Half
    needs: Mapping[str, Need]


@dataclass(frozen=True)
class Truth:
    """What is true of a document, before it has become bytes."""

    needs: Mapping[str, Need]
    fields: Fields


def good(**fields: str | bool | list[str]) -> Truth:
    return Truth({}, fields)


def bad(code: str, need: Need, **fields: str | bool | list[str]) -> Truth:
    return Truth({code: need}, fields)


class Desk:
    """Gives the files of one slot their neutral names; `rng` is the only chance there is."""

    def __init__(self, half: Half, slot: str, seed: int) -> None:
        self.half, self.slot, self.rng = half, slot, Random(f"{seed}/{half}/{slot}")
        self._count = 0

    def file(self, kind: Kind, suffix: str, data: bytes, truth: Truth) -> Specimen:
        self._count += 1
        name = f"{self.half}-{self.slot}-{self._count:02}{suffix}"
        codes = frozenset(truth.needs)
        return Specimen(name, self.slot, data, codes, truth.fields, kind, self.half, truth.needs)

    def photo(self, data: bytes, truth: Truth) -> Specimen:
        suffix = ".png" if data.startswith(b"\x89PNG") else ".jpg"
        return self.file("photo", suffix, data, truth)

    def scan(self, data: bytes, truth: Truth) -> Specimen:
        return self.file("scan", ".pdf", data, truth)

    def text(self, data: bytes, truth: Truth) -> Specimen:
        return self.file("text", ".pdf", data, truth)
