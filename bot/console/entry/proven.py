"""Whether somebody is who they say: blocking, and as long for a name that nobody has."""

from datetime import datetime

from bot.signing_in import fits, hashed, is_outdated, step_of
from storage.staff import Member, People


def proven(people: People, given: tuple[str, str, str], now: datetime) -> Member | None:
    """Of name, password and code: the member, or None whatever was wrong. A code counts once."""
    name, password, code = given
    known = people.credentials(name)
    if not fits(password, known.password if known else "") or known is None:
        return None
    step = step_of(code, known.secret, now)
    if not step or not people.use_step(known.member.id, step):
        return None
    if is_outdated(known.password):
        people.rehash(known.member.id, hashed(password))
    return known.member
