"""What always holds of people, their documents, and what they asked for their data."""

from sqlalchemy import ColumnElement, exists, func, or_, select

from storage.schema import addresses, applicants, cases, documents, inbox, outbox, upload_parts
from storage.schema_rights import erasures, rights_requests
from storage.schema_staff import handovers
from storage.schema_windows import held_documents
from storage.verify_check import Check, Moment

STATES = ("arriving", "fetching", "stored", "looked", "unreadable", "removed", "gone")
HOUR_MS = 3_600_000


def people_checks(at: Moment) -> list[Check]:
    """Of cases, addresses, documents, wishes and erasures."""
    return [*_cases(), *_documents(at), *_rights(at)]


def _cases() -> list[Check]:
    kept = cases.alias("kept")
    alive = exists().where(kept.c.id == cases.c.merged_into, kept.c.merged_into == 0)
    first = addresses.alias("first")
    together = exists().where(first.c.id == addresses.c.beside, first.c.beside == 0)
    return [
        Check("went into a case that is not there", cases, (cases.c.merged_into != 0) & ~alive),
        Check(
            "stands beside an address that is not there",
            addresses,
            (addresses.c.beside != 0) & ~together,
        ),
        Check("is of no case", handovers, ~exists().where(cases.c.id == handovers.c.case_id)),
    ]


def _documents(at: Moment) -> list[Check]:
    state, changed = documents.c.state, documents.c.changed_at
    open_ = state.in_(("fetching", "stored"))
    removed = state == "removed"
    begun = (state == "arriving") & (changed < at.late - HOUR_MS)
    return [
        Check("has no known state", documents, state.not_in(STATES)),
        Check("was begun and never taken in", documents, begun),
        Check("was removed, and is not cleared", documents, removed & (changed < at.late)),
        Check(
            "waits for a look and nobody attends to it",
            documents,
            open_ & (changed < at.late - HOUR_MS)
            & (documents.c.leased_until < at.database_late - HOUR_MS),
        ),
        Check("a part of a document that is whole", upload_parts, ~_arriving()),
        Check("more parts than the document has bytes", documents, _too_much()),
        Check("is held past its day", held_documents, held_documents.c.until < at.late),
        Check(
            "holds a document that is not there",
            held_documents,
            ~exists().where(documents.c.id == held_documents.c.document_id),
        ),
    ]  # fmt: skip


def _rights(at: Moment) -> list[Check]:
    of_erased = cases.c.applicant_id == erasures.c.applicant_id
    said = [
        exists().where(table.c.case_id == cases.c.id, table.c.body != b"")
        for table in (inbox, outbox)
    ]
    left = exists().where(of_erased, or_(cases.c.progress != "erased", *said))
    address = exists().where(addresses.c.applicant_id == erasures.c.applicant_id)
    overdue = (rights_requests.c.status == "open") & (rights_requests.c.due_at < at.now)
    return [
        Check("an open wish past its 72 hours", rights_requests, overdue),
        Check(
            "an erasure that was begun and not finished",
            erasures,
            (erasures.c.finished_at == 0) & (erasures.c.at < at.late - HOUR_MS),
        ),
        Check("erased, and something can still be read", erasures, left),
        Check("erased, and an address is still there", erasures, address),
        Check(
            "erased, and never known here",
            erasures,
            ~exists().where(applicants.c.id == erasures.c.applicant_id),
        ),
    ]  # fmt: skip


def _arriving() -> ColumnElement[bool]:
    return exists().where(
        documents.c.id == upload_parts.c.document_id,
        documents.c.state.in_(("arriving", "removed")),
    )


def _too_much() -> ColumnElement[bool]:
    here = select(func.coalesce(func.sum(upload_parts.c.size), 0)).where(
        upload_parts.c.document_id == documents.c.id
    )
    return here.scalar_subquery() > documents.c.size
