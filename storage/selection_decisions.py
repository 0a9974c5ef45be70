"""Decisions as rows: read, signed and written. Every one ever made stays in the log."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, delete, func, insert, select, text, update

from conversations.selection.decision import Decision
from storage.cases import place
from storage.dialects import insert_into
from storage.keys import KeyStore
from storage.schema_selection import candidates, decision_log, decisions, imports, tie_orders
from storage.sealing import Seal
from storage.selection_signs import Signs, is_same
from storage.writeset import Row

_LOCK = 5_417_206
_CHANGED = (
    "outcome", "score", "before_stage", "before_outcome", "sealed_reason", "author_id", "sign", "at"
)  # fmt: skip


class Author(Struct, frozen=True):
    """Who decides, and when (ms). `import_id` 0: by hand."""

    id: int
    at: int
    import_id: int = 0


class Deciding(Struct, frozen=True):
    """What is to be decided of one candidate, whose seal this is."""

    candidate: int
    seal: Seal
    stage: int
    decision: Decision


def alone(connection: Connection) -> None:
    """One change of the selection after the other; elsewhere the transaction itself is that."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))


def fingerprint(connection: Connection, posting: str) -> tuple[object, ...]:
    """The same as long as nothing of the selection changed."""
    whom = select(func.count(), func.max(candidates.c.changed_at))
    what = select(func.count(), func.max(decisions.c.at)).where(decisions.c.posting == posting)
    ever = select(func.max(decision_log.c.id))
    return (
        *connection.execute(whom.where(candidates.c.posting == posting)).one(),
        *connection.execute(what).one(),
        connection.execute(ever).scalar(),
    )


def decided(connection: Connection, posting: str) -> dict[int, dict[int, Decision]]:
    """Every decision by candidate and stage, without its reason."""
    wanted = select(decisions).where(decisions.c.posting == posting)
    found: dict[int, dict[int, Decision]] = {}
    for row in connection.execute(wanted.order_by(decisions.c.stage)):
        found.setdefault(row.candidate_id, {})[row.stage] = Decision(row.outcome, row.score)
    return found


def decided_of(connection: Connection, keys: KeyStore, candidate: int) -> dict[int, Decision]:
    """The decisions of one candidate, with their reasons."""
    wanted = select(decisions, candidates.c.applicant_id).join(
        candidates, candidates.c.id == decisions.c.candidate_id
    )
    rows = connection.execute(wanted.where(candidates.c.id == candidate)).mappings().all()
    return {row["stage"]: _decision(dict(row), keys.seal(row["applicant_id"])) for row in rows}


def reasons(connection: Connection, keys: KeyStore, posting: str) -> dict[tuple[int, int], str]:
    """Every reason that was given, by candidate and stage."""
    wanted = (
        select(decisions, candidates.c.applicant_id)
        .join(candidates, candidates.c.id == decisions.c.candidate_id)
        .where(decisions.c.posting == posting, func.length(decisions.c.sealed_reason) > 0)
    )
    rows = connection.execute(wanted).mappings().all()
    seals = keys.seals([row["applicant_id"] for row in rows])
    return {
        (row["candidate_id"], row["stage"]): _decision(
            dict(row), seals.get(row["applicant_id"])
        ).reason
        for row in rows
    }


def forged(connection: Connection, posting: str, signs: Signs) -> set[int]:
    """Candidates of whom a decision was changed behind the program's back."""
    wanted = select(decisions).where(decisions.c.posting == posting)
    return {
        row["candidate_id"]
        for row in connection.execute(wanted).mappings()
        if not is_same(row["sign"], signs.decision(dict(row)))
    }


def decide(
    connection: Connection, work: Sequence[Deciding], posting: str, author: Author, signs: Signs
) -> None:
    """Writes them all. The database refuses what nobody who is out may have (`IntegrityError`)."""
    if not work:
        return
    rows = [_row(each, posting, author, signs) for each in work]
    new = insert_into(decisions, connection.dialect.name)
    fresh = {name: new.excluded[name] for name in _CHANGED}
    keyed = ["candidate_id", "stage"]
    connection.execute(new.on_conflict_do_update(index_elements=keyed, set_=fresh), rows)
    connection.execute(insert(decision_log), [_log(each, author) for each in rows])


def note_import(connection: Connection, row: Row) -> None:
    connection.execute(insert(imports), row)


def set_orders(connection: Connection, rows: Sequence[Row]) -> None:
    """Who stands before whom among equals."""
    for row in rows:
        connection.execute(
            delete(tie_orders).where(tie_orders.c.candidate_id == row["candidate_id"])
        )
    connection.execute(insert(tie_orders), list(rows))


def orders(connection: Connection, posting: str) -> dict[int, tuple[int, int, str]]:
    """Total for which it holds, position, and reason, by candidate."""
    wanted = select(tie_orders).where(tie_orders.c.posting == posting)
    return {
        row.candidate_id: (row.total, row.position, row.reason)
        for row in connection.execute(wanted)
    }


def link(connection: Connection, candidate: int, case: int, at: int) -> None:
    """From now on this talk is theirs."""
    which = update(candidates).where(candidates.c.id == candidate)
    connection.execute(which.values(case_id=case, changed_at=at))


def _row(each: Deciding, posting: str, author: Author, signs: Signs) -> Row:
    reason = each.decision.reason.encode()
    row = {
        "candidate_id": each.candidate,
        "stage": each.stage,
        "posting": posting,
        "outcome": each.decision.outcome,
        "score": each.decision.score,
        "before_stage": each.stage - 1 if each.stage > 1 else None,
        "before_outcome": "pass" if each.stage > 1 else None,
        "sealed_reason": each.seal.close(reason, _place(each)) if reason else b"",
        "author_id": author.id,
        "at": author.at,
    }
    return row | {"sign": signs.decision(row)}


def _log(row: Mapping[str, Any], author: Author) -> Row:
    kept = ("candidate_id", "stage", "outcome", "score", "sealed_reason")
    made = {"author_id": author.id, "import_id": author.import_id, "at": author.at}
    return {name: row[name] for name in kept} | made


def _decision(row: Mapping[str, Any], seal: Seal | None) -> Decision:
    sealed = bytes(row["sealed_reason"])
    where = place("decision", row["candidate_id"], row["stage"])
    reason = seal.open(sealed, where).decode() if seal and sealed else ""
    return Decision(row["outcome"], row["score"], reason)


def _place(each: Deciding) -> bytes:
    return place("decision", each.candidate, each.stage)
