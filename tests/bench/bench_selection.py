"""A list of 10,000 rows read, looked at and taken in: the bar is 3 s with its preview."""

import itertools
import tempfile
from pathlib import Path
from time import process_time as perf_counter

from bot.selection.reading import read_table
from bot.selection.writing import as_csv
from bot.texts import load_phrases
from conversations.selection.sheet import read_sheet, words_of
from storage.engines import Engines
from storage.keys import KeyStore
from storage.sealing import Lookup
from storage.selection import Order, Selection
from storage.selection_import import Taking
from tests.selection.conftest import prepare
from tests.selection.test_files import workbook
from tests.selection.world import NOW, POSTING
from tests.storage.conftest import MASTER

MANY = 10_000
HEAD = ("No Pendaftaran", "Nama", "Email", "No HP", "NIK", "Hasil", "Nilai")


def rows() -> list[tuple[str, ...]]:
    return [
        (
            f"A-{n}", f"Pelamar {n}", f"p{n}@example.com", f"0812{n:08}",
            f"317123450190{n % 9999 + 1:04}" if n < 9_000 else "",
            "lulus" if n % 3 else "tidak lulus", f"{50 + n % 50},5",
        )
        for n in range(MANY)
    ]  # fmt: skip


def bench_import() -> None:
    words = words_of(list(load_phrases("results").values()))
    data = {"csv": as_csv([HEAD, *rows()]).encode(), "xlsx": workbook(HEAD, *rows())}
    for kind, file in data.items():
        with tempfile.TemporaryDirectory(prefix="selection-") as folder:
            url = f"sqlite:///{Path(folder) / 'pandu.sqlite3'}"
            prepare(url)
            engines = Engines(url)
            keys = KeyStore(engines.keys, MASTER)
            selection = Selection(
                (engines.read, engines.write),
                keys,
                Lookup(keys.index_key(1)),
                itertools.count(1000).__next__,
            )
            began = perf_counter()
            sheet = read_sheet(read_table(file), words)
            read = perf_counter()
            assert (len(sheet.rows), sheet.faults) == (MANY, ())
            taking = Taking(POSTING, 1, sheet)
            digest = selection.preview(taking).difference.digest
            shown = perf_counter()
            assert selection.take(taking, Order(1, NOW), digest).count("new") == MANY
            taken = perf_counter()
            assert selection.preview(taking).difference.empty
            again = perf_counter()
            engines.close()
            print(
                f"\n{kind}: {MANY:,} rows read {read - began:.2f} s, preview {shown - read:.2f} s,"
                f" taken in {taken - shown:.2f} s, previewed again {again - taken:.2f} s"
            )
