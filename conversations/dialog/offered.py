"""Which facts a document tells: new ones, and those that differ from what was said."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

import msgspec
from msgspec import Struct

from conversations.dialog.answer import Problem, facts_of
from conversations.dialog.scene import Scene
from conversations.documents.paper import Paper
from conversations.eligibility.profile import ProfileError, values_of
from conversations.posting.model import Posting

_FACTS: Mapping[str, Mapping[str, str]] = {
    "ktp": {"tanggal_lahir": "birth_date", "jenis_kelamin": "gender", "ktp_dki": "ktp_dki"},
    "nib": {"nib": "nib.has", "jenis": "nib.type", "kbli": "kbli"},
    "ijazah": {"jenjang": "education"},
}
"""By slot: a field that is read, and the fact that it tells."""


class Offer(Struct, frozen=True):
    """`said` is what the applicant answered, where that differs; None where nothing is known."""

    key: str
    value: object
    said: object = None


def offers(scene: Scene, paper: Paper) -> tuple[Offer, ...]:
    """What is to be confirmed; nothing of what was confirmed or declined before."""
    if paper.settled or paper.state != "looked" or not paper.usable:
        return ()
    found = tuple(filter(None, (_offer(scene, key, value) for key, value in _told(paper))))
    asked = any(scene.plan.asking(offer.key) for offer in found)
    return found if asked else ()  # what nobody asks for is not worth a question by itself


def signature(found: Sequence[Offer]) -> str:
    """Six signs; others once anything of it is another."""
    plain = msgspec.json.encode([msgspec.to_builtins(offer) for offer in found])
    return blake2b(plain, digest_size=3).hexdigest()


def _told(paper: Paper) -> Iterator[tuple[str, object]]:
    for field, key in _FACTS.get(paper.slot, {}).items():
        value = paper.fields.get(field)
        if key == "nib.has":
            value = True if value else None
        elif key == "education" and value:
            value = [{"level": value, "status": "lulus"}]
        if value is not None:
            yield key, value


def _offer(scene: Scene, key: str, value: object) -> Offer | None:
    """None where it is known already, or cannot be true."""
    posting, fact = scene.plan.posting, scene.state.facts.get(key)
    if not _possible(scene, key, value):
        return None
    if fact is None or fact.unsure or fact.value is None:
        return Offer(key, value)
    return None if _agree(posting, key, fact.value, value) else Offer(key, value, fact.value)


def _possible(scene: Scene, key: str, value: object) -> bool:
    """Is it a fact of the posting, and could its question have been answered so?"""
    posting, asked = scene.plan.posting, scene.plan.asking(key)
    options = scene.plan.options(key)
    if key not in posting.fact or (options and value not in options):
        return False
    try:
        values_of(posting, {key: value})
    except ProfileError:
        return False
    if asked and asked.kind == "date":
        return not isinstance(facts_of(scene, asked, value), Problem)
    return key != "education" or _rank(posting, value) >= 0


def _agree(posting: Posting, key: str, said: object, read: object) -> bool:
    """More codes than were said, or less schooling, is no contradiction."""
    if key == "education":
        return _rank(posting, said) >= _rank(posting, read)
    if isinstance(said, list) and isinstance(read, list):
        return {str(code) for code in said} <= {str(code) for code in read}
    return said == read


def _rank(posting: Posting, schooling: object) -> int:
    """The step of the highest level that was finished; -1 where there is none."""
    entries = schooling if isinstance(schooling, list) else []
    done = {e["level"] for e in entries if isinstance(e, Mapping) and e.get("status") == "lulus"}
    steps = (
        at for scale in posting.scales.values() for at, step in enumerate(scale) if done & {*step}
    )
    return max(steps, default=-1)
