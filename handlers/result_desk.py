"""What staff work with where results are entered and told: one object, and who acts on it."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TypeVar, cast

from msgspec import Struct

from conversations.posting.edition import Edition
from conversations.posting.prepared import template_for
from conversations.selection.stages import Stages, most_places, stages_of
from handlers.parts import Parts
from handlers.result_refused import ResultRefusedError
from storage.selection import Selection
from storage.selection_import import ChangedMeanwhileError, DoesNotFitError
from storage.selection_lists import ListError
from storage.selection_telling import REACHES
from storage.selection_whom import About
from storage.staff import Member, People

F = TypeVar("F", bound=Callable[..., object])
SELECTS, RELEASES = "selector", "approver"


class ResultDesk(Struct, frozen=True):
    """The selection of one posting, the staff, and by which ways people can be reached."""

    selection: Selection
    people: People
    edition: Edition
    ways: tuple[str, ...]

    @property
    def about(self) -> About:
        return About(self.edition.posting.slug, self.stages)

    @property
    def stages(self) -> Stages:
        return stages_of(self.edition.posting)

    @property
    def most(self) -> int:
        """How many places there are at most."""
        return most_places(self.edition.posting)

    def stage(self, name: str, *, judged: bool = False) -> int:
        """The number of a stage; `judged`: one whose results are entered. Raises
        `ResultRefusedError`.
        """
        known = self.stages.judged if judged else self.stages.ids
        if name not in known:
            raise ResultRefusedError("stage", stage=name, stages=", ".join(known))
        return self.stages.number(name)


class Acting(Struct, frozen=True):
    """Somebody of the staff at that desk, now."""

    desk: ResultDesk
    who: Member
    now: datetime

    def may(self, *roles: str) -> None:
        """Raises `ResultRefusedError` where they have none of these roles."""
        if self.who.disabled:
            raise ResultRefusedError("staff", name=self.who.name)
        if not self.who.roles & {*roles}:
            raise ResultRefusedError("role", name=self.who.name, role=", ".join(roles))

    def note(self, act: str) -> None:
        """A row of the audit."""
        self.desk.people.note(self.who.actor, act, self.now)


def result_desk(parts: Parts) -> ResultDesk:
    edition, store = parts.dialog.edition, parts.store
    ways = tuple(
        way
        for way in REACHES
        if (can := parts.channels.get(way))
        and (not can.needs_template or template_for(edition, "passed"))
    )
    return ResultDesk(store.selection, store.desk.people, edition, ways)


def refusing(work: F) -> F:
    """Says what the store refused as a sentence: `ResultRefusedError`."""

    @wraps(work)
    def done(*args: object) -> object:
        try:
            return work(*args)
        except ListError as error:
            raise ResultRefusedError(error.code) from None
        except DoesNotFitError:
            raise ResultRefusedError("fits") from None
        except ChangedMeanwhileError:
            raise ResultRefusedError("meanwhile") from None

    return cast("F", done)
