"""What staff need of the store, for the running program and for commands."""

from datetime import UTC, datetime

from msgspec import Struct

from storage.cases import millis
from storage.engines import Engines
from storage.keys import KeyStore
from storage.migrate import migrate
from storage.overview import Overview
from storage.sealing import Lookup, MasterKey
from storage.staff import People
from storage.staff_sessions import Sessions


class Desk(Struct, frozen=True):
    """Who works here, who is signed in, and what stands where."""

    people: People
    sessions: Sessions
    overview: Overview


def desk_of(engines: Engines, keys: KeyStore, lookup: Lookup) -> Desk:
    people = People(engines.read, engines.write, keys, lookup)
    sessions = Sessions(engines.read, engines.write, lookup, people)
    return Desk(people, sessions, Overview(engines.read))


def open_desk(url: str, master: MasterKey) -> tuple[Desk, Engines]:
    """For a command, over a database of the newest schema; it closes the engines at its end.

    Raises `SealBrokenError` where the master key is not this database's.
    """
    migrate(url)
    engines = Engines(url)
    keys = KeyStore(engines.keys, master)
    lookup = Lookup(keys.index_key(millis(datetime.now(UTC))))
    return desk_of(engines, keys, lookup), engines
