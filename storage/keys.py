"""The wrapped keys of the applicants, in a store of their own: erasing one erases the person."""

from collections.abc import Iterable

from sqlalchemy import Engine, delete, select

from storage.dialects import insert_into
from storage.schema import applicant_keys
from storage.sealing import MasterKey, Seal, new_key

INDEX_OWNER = 0


class KeyStore:
    """Blocking: called from the writer's and the readers' threads only."""

    def __init__(self, engine: Engine, master: MasterKey) -> None:
        self._engine, self.master = engine, master

    def index_key(self, now: int) -> bytes:
        """The key of all lookups: made at the first start, wrapped like an applicant's."""
        if (key := self._read(INDEX_OWNER)) is None:
            self.add([self.row(INDEX_OWNER, new_key(), now)])
            key = self._read(INDEX_OWNER)  # another process may have been first
        return key or b""

    def row(self, applicant_id: int, key: bytes, now: int) -> dict[str, object]:
        """What `add` stores for a new key."""
        wrapped = self.master.wrap(key, applicant_id)
        return {"applicant_id": applicant_id, "wrapped": wrapped, "created_at": now}

    def add(self, rows: Iterable[dict[str, object]]) -> None:
        """Stores new keys; one that is stored already stays as it is."""
        new = insert_into(applicant_keys, self._engine.dialect.name).on_conflict_do_nothing()
        with self._engine.begin() as connection:
            connection.execute(new, list(rows))

    def seal(self, applicant_id: int) -> Seal | None:
        """The applicant's seal; None where the key was erased."""
        key = self._read(applicant_id)
        return None if key is None else Seal(key)

    def erase(self, applicant_id: int) -> None:
        with self._engine.begin() as connection:
            gone = applicant_keys.c.applicant_id == applicant_id
            connection.execute(delete(applicant_keys).where(gone))

    def _read(self, applicant_id: int) -> bytes | None:
        found = select(applicant_keys.c.wrapped).where(
            applicant_keys.c.applicant_id == applicant_id
        )
        with self._engine.connect() as connection:
            wrapped = connection.execute(found).scalar()
        return None if wrapped is None else self.master.unwrap(wrapped, applicant_id)
