"""The wrapped keys of the applicants, in a store of their own: erasing one erases the person."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Engine, delete, select
from sqlalchemy.exc import SQLAlchemyError

from storage.dialects import insert_into
from storage.schema import applicant_keys, chain_heads
from storage.sealing import MasterKey, Seal, new_key
from storage.statements import ManyRows

INDEX_OWNER = 0
AT_ONCE = 5_000


class ChainHead(Struct, frozen=True):
    """The last link of the chain over the audit: its place, and its hash."""

    position: int
    mac: bytes


class KeyStore:
    """Blocking: called from the writer's and the readers' threads only."""

    def __init__(self, engine: Engine, master: MasterKey) -> None:
        self._engine, self.master = engine, master
        self._new = ManyRows(applicant_keys, "ON CONFLICT (applicant_id) DO NOTHING")

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

    def add(self, rows: Sequence[dict[str, object]]) -> None:
        """Stores new keys; one that is stored already stays as it is."""
        with self._engine.begin() as connection:
            self._new.run(connection, rows)

    def seal(self, applicant_id: int) -> Seal | None:
        """The applicant's seal; None where the key was erased."""
        key = self._read(applicant_id)
        return None if key is None else Seal(key)

    def erase(self, applicant_id: int) -> None:
        self.erase_all([applicant_id])

    def erase_all(self, applicants: Sequence[int]) -> None:
        """Also from the pages of the file and its journal, where the store is a file."""
        is_file = self._engine.dialect.name == "sqlite"
        with self._engine.begin() as connection:
            if is_file:
                connection.exec_driver_sql("PRAGMA secure_delete = ON")
            connection.execute(
                delete(applicant_keys).where(applicant_keys.c.applicant_id.in_(applicants))
            )
        if is_file:
            self._empty_journal()

    def seals(self, applicants: Sequence[int]) -> dict[int, Seal]:
        """The seals of many, by applicant; without those whose key was erased."""
        found: dict[int, Seal] = {}
        for at in range(0, len(applicants), AT_ONCE):
            which = applicant_keys.c.applicant_id.in_(applicants[at : at + AT_ONCE])
            wanted = select(applicant_keys.c.applicant_id, applicant_keys.c.wrapped).where(which)
            with self._engine.connect() as connection:
                for owner, wrapped in connection.execute(wanted):
                    found[owner] = Seal(self.master.unwrap(wrapped, owner))
        return found

    def held(self, applicants: Sequence[int]) -> set[int]:
        """Those of them who have a key."""
        wanted = select(applicant_keys.c.applicant_id)
        with self._engine.connect() as connection:
            found = connection.execute(wanted.where(applicant_keys.c.applicant_id.in_(applicants)))
            return set(found.scalars())

    def keep_head(self, head: ChainHead) -> None:
        """Remembers how far the chain over the audit goes, apart from the chain."""
        row = {"name": "audit", "position": head.position, "mac": head.mac}
        new = insert_into(chain_heads, self._engine.dialect.name).values(row)
        with self._engine.begin() as connection:
            connection.execute(new.on_conflict_do_update(index_elements=["name"], set_=row))

    def head(self) -> ChainHead | None:
        """The chain's last link, as far as it was remembered."""
        with self._engine.connect() as connection:
            row = connection.execute(select(chain_heads.c.position, chain_heads.c.mac)).first()
        return ChainHead(row.position, bytes(row.mac)) if row else None

    def rewrite(self) -> bool:
        """Leaves no trace of erased keys in the table's own pages, where a server keeps them; False
        where it does not let us, or others hold the table: the next night does it.
        """
        if self._engine.dialect.name != "postgresql":
            return True
        try:
            with self._engine.connect() as opened:
                connection = opened.execution_options(isolation_level="AUTOCOMMIT")
                connection.exec_driver_sql("SET lock_timeout = '2s'")
                connection.exec_driver_sql(f"VACUUM (FULL) {applicant_keys.name}")
                connection.exec_driver_sql("RESET lock_timeout")
        except SQLAlchemyError:
            return False
        return True

    def _empty_journal(self) -> None:
        """The write-ahead log still holds what pages were before."""
        raw = self._engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            raw.close()

    def _read(self, applicant_id: int) -> bytes | None:
        found = select(applicant_keys.c.wrapped).where(
            applicant_keys.c.applicant_id == applicant_id
        )
        with self._engine.connect() as connection:
            wrapped = connection.execute(found).scalar()
        return None if wrapped is None else self.master.unwrap(wrapped, applicant_id)
