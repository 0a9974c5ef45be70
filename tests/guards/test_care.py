"""Of every table it is decided whose it is, how long it is kept, and what erasing does to it."""

import re
from pathlib import Path

from sqlalchemy import LargeBinary

from storage.care import CARE, of_persons, table_of
from storage.schema import key_metadata, metadata
from tests.guards.tree import text

PAGE = text(Path("docs/privacy.md"))
KEPT = {"with the person": "person", "days": "days", "as the": "selection", "always": "always"}
OF_PEOPLE = {"applicant", "case", "address", "document", "candidate"}


def test_every_table_has_an_owner_and_a_time_of_keeping() -> None:
    names = {*metadata.tables, *key_metadata.tables}
    assert names - set(CARE) == set(), "decide in storage/care.py"
    assert set(CARE) - names == set()


def test_what_stays_of_a_person_holds_no_bytes_that_somebody_could_open() -> None:
    open_to_all = {
        f"{name}.{column.name}"
        for name, care in CARE.items()
        for column in table_of(name).columns
        if care.owner in OF_PEOPLE and care.erased == "stays"
        if isinstance(column.type, LargeBinary)
    }
    assert open_to_all == set()


def test_no_emptied_row_keeps_bytes() -> None:
    kept = {
        f"{name}.{column.name}"
        for name, care in CARE.items()
        for column in table_of(name).columns
        if care.erased == "emptied" and isinstance(column.type, LargeBinary)
        if column.name not in care.blank and not column.primary_key
    }
    assert kept == set()


def test_what_is_gone_goes_before_what_it_points_to() -> None:
    order = list(CARE)
    for name, care in CARE.items():
        if care.erased == "gone" and care.owner in OF_PEOPLE and name in metadata.tables:
            for key in metadata.tables[name].foreign_keys:
                parent = key.column.table.name
                if CARE[parent].erased == "gone":
                    assert order.index(name) < order.index(parent)


def test_the_rows_of_a_person_can_be_found_in_every_table_about_people() -> None:
    for name, care in CARE.items():
        if care.owner in OF_PEOPLE:
            assert "persons" in str(of_persons(table_of(name), care.owner))


def test_the_page_for_the_dinas_tells_how_long_each_table_is_kept() -> None:
    rows = re.findall(
        r"^\| (with the person|days|as the|always)[^|]*\| (`.*`) \|$", PAGE, re.MULTILINE
    )
    told = {name: KEPT[kind] for kind, names in rows for name in re.findall(r"`(\w+)`", names)}
    assert told == {name: care.kept for name, care in CARE.items()}
