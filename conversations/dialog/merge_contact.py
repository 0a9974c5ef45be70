"""Contact details of two cases become those of one."""

from collections.abc import Mapping

from conversations.dialog.join_kept import Side
from conversations.dialog.reach import GIVEN, Contact

PREFIX = "contact_"


def contact_differs(there: Contact, here: Contact) -> list[str]:
    """The details that both have and that are not the same."""
    pairs = ((name, getattr(there, name), getattr(here, name)) for name in GIVEN)
    return [name for name, one, other in pairs if one and other and one != other]


def merged_contact(there: Contact, here: Contact, chosen: Mapping[str, Side]) -> Contact:
    """By item what was chosen, else what the case that stays says, else the other."""
    sides = {name: _side(name, there, here, chosen) for name in GIVEN}
    given = {name: getattr(sides[name], name) for name in GIVEN}
    consents = {name: at for name in GIVEN if (at := sides[name].consents.get(name, ""))}
    skipped = dict.fromkeys((*there.skipped, *here.skipped))
    return Contact(
        **given,
        email_confirmed=_confirmed(sides["email"], there, here),
        bounced=sides["email"].bounced,
        consents={**here.consents, **there.consents, **consents},
        skipped=tuple(name for name in skipped if not given.get(name)),
        codes=tuple(sorted({*there.codes, *here.codes})),
        offered=there.offered or here.offered,
    )


def _side(name: str, there: Contact, here: Contact, chosen: Mapping[str, Side]) -> Contact:
    mine, theirs = getattr(here, name), getattr(there, name)
    return here if mine and (not theirs or chosen.get(PREFIX + name) == "here") else there


def _confirmed(side: Contact, there: Contact, here: Contact) -> str:
    """Confirmed in either talk, an address is."""
    times = (each.email_confirmed for each in (there, here) if each.email == side.email)
    return min((at for at in times if at), default="")
