"""A file arrived, or a look at one ended: what becomes of it, and what is said of it."""

from msgspec.structs import replace

from conversations.dialog.event import Filed, LookedAt
from conversations.dialog.form_sent import confirm
from conversations.dialog.held_papers import hold, is_sensitive
from conversations.dialog.offering import offer
from conversations.dialog.outcome import tell
from conversations.dialog.paper_words import line, say, when
from conversations.dialog.route import onward
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame
from conversations.dialog.state import Batch
from conversations.documents.names import display_name
from conversations.documents.paper import FORM, Paper, anew, of_slot, put
from conversations.documents.receipt import receipt
from conversations.documents.which_slot import which_slot


def of_document(scene: Scene, said: Filed | LookedAt) -> None:
    """It arrived, or was looked at."""
    if isinstance(said, Filed):
        filed(scene, said)
    else:
        looked_at(scene, said)


def filed(scene: Scene, said: Filed) -> None:
    """Keeps what arrived among the papers, where consent allows it, and says so."""
    name = display_name(said.name)
    scene.said(name)
    if not scene.allowed:
        onward(scene, say(scene, "first"))
    elif said.refused:
        told = say(scene, f"refused.{said.refused}", name=name, most=scene.house.most_mb)
        scene.say(Frame("filed:refused", told))
    elif twin := _twin(scene, said.digest, said.document, _slot(scene, said)):
        _same(scene, name, twin, _slot(scene, said))
    else:
        _keep(scene, said, name)


def _twin(scene: Scene, digest: str, document: int, slot: str) -> Paper | None:
    """A paper of the same bytes that is not known to be for something else."""
    papers = scene.state.papers.values()
    same = (p for p in papers if digest and p.digest == digest and p.id != document)
    return next((p for p in same if not (slot and p.slot and p.slot != slot)), None)


def _same(scene: Scene, name: str, twin: Paper, slot: str) -> None:
    if slot and not twin.slot:
        scene.state.papers[str(twin.id)] = put(twin, slot)
        scene.state.untold += [twin.id] if twin.id not in scene.state.untold else []
    scene.say(Frame("filed:same", say(scene, "same", name=name, receipt=receipt(twin.id))))


def _keep(scene: Scene, said: Filed, name: str) -> None:
    slot = _slot(scene, said)
    old = _replaced(scene, slot, said.batch)
    paper = Paper(
        said.document, name, scene.stamp(), said.size, slot,
        batch=said.batch, digest=said.digest, replaces=old[-1].id if old else 0,
        chat=not scene.can.identity_papers and not said.digest,
    )  # fmt: skip
    for each in old:
        del scene.state.papers[str(each.id)]
    scene.state.papers[str(paper.id)] = paper
    scene.state.untold.append(paper.id)
    scene.audit.append("document_filed")
    if paper.chat and is_sensitive(scene, slot, said.caption, name):
        hold(scene, paper)
        return
    _acknowledge(scene, paper, old)
    if slot == FORM and not _with_proof(scene, said):
        confirm(scene)


def _slot(scene: Scene, said: Filed) -> str:
    """Where it belongs: by what was said of it, else by the screen it was sent to."""
    here, key = scene.place
    if said.slot in scene.plan.posting.slot:
        return said.slot
    if (here == "sent" and scene.phase != "early") or _with_proof(scene, said):
        return FORM
    named = which_slot(scene.plan.posting, said.caption, said.name)
    return named or (key if here == "slot" else "")


def _with_proof(scene: Scene, said: Filed) -> bool:
    """Was it sent at once with the proof that the form was sent, which answered that screen?"""
    batch, papers = scene.state.batch, scene.state.papers
    together = bool(said.batch) and batch.name == said.batch
    return together and any(
        papers[str(each)].slot == FORM
        for each in batch.papers
        if str(each) in papers and each != said.document
    )


def _replaced(scene: Scene, slot: str, batch: str) -> tuple[Paper, ...]:
    """What a new paper of the slot takes the place of: what is refused, and, where the slot takes
    one paper, the one before. Pages sent at once stand together.
    """
    if not slot:
        return ()
    known = scene.plan.posting.slot.get(slot)
    many = known is not None and known.many
    return tuple(
        paper
        for paper in of_slot(scene.state.papers, slot)
        if not (batch and paper.batch == batch) and (not paper.usable or not many)
    )


def _acknowledge(scene: Scene, paper: Paper, old: tuple[Paper, ...]) -> None:
    """A message for each batch, which grows with it."""
    batch = scene.state.batch
    grows = bool(paper.batch) and paper.batch == batch.name
    numbers = (*batch.papers, paper.id) if grows else (paper.id,)
    papers = [scene.state.papers[str(n)] for n in numbers if str(n) in scene.state.papers]
    lines = "\n".join(f"- {line(scene, each)}" for each in papers)
    key = "filed.one" if len(papers) == 1 else "filed.many"
    parts = [say(scene, key, count=len(papers), at=when(scene, papers[0].at), lines=lines)]
    if old:
        numbers_of_old = ", ".join(receipt(each.id) for each in old)
        parts.append(say(scene, "filed.replaced", receipts=numbers_of_old))
    parts.append(say(scene, "filed.looking"))
    frame = Frame("filed", "\n\n".join(parts), (scene.link("docs"),))
    message = scene.say(frame, replaces=batch.seq if grows else 0)
    seq = batch.seq if grows else message.seq
    scene.state.batch = Batch(paper.batch, seq, numbers)


def looked_at(scene: Scene, said: LookedAt) -> None:
    """Notes what a look found; speaks of it once all that was sent with it is looked at."""
    paper = scene.state.papers.get(str(said.document))
    if paper is None:
        return
    if said.lost:
        _drop(scene, paper)
        scene.say(Frame("filed:lost", say(scene, "lost", name=paper.name)))
    elif twin := _twin(scene, said.digest, paper.id, paper.slot):
        _drop(scene, paper)
        _same(scene, paper.name, twin, paper.slot)
    else:
        seen = _seen(scene, paper, said)
        scene.state.papers[str(paper.id)] = seen
        if paper.held:
            scene.state.papers[str(paper.id)] = replace(seen, fields={}, settled=True)
            return
        if seen.chat and not paper.slot and is_sensitive(scene, said.slot_guess, said.head[:200]):
            hold(scene, seen)
            return
    offer(scene, tell(scene, paper))


def _seen(scene: Scene, paper: Paper, said: LookedAt) -> Paper:
    """As it was found; anew where it was looked at as something else than it is."""
    if said.slot not in {None, paper.slot}:
        return anew(replace(paper, digest=said.digest or paper.digest))
    seen = replace(
        paper,
        state="unreadable" if said.unreadable else "looked",
        kind=said.kind,
        pages=said.pages,
        findings=said.findings,
        fields=said.fields,
        mended=said.mended,
        digest=said.digest or paper.digest,
        unread=said.unread,
        settled=paper.settled and said.fields == paper.fields,
        confirmed=paper.confirmed and said.fields == paper.fields,
    )
    slot = "" if paper.slot or not seen.usable else _recognised(scene, said)
    return replace(put(seen, slot), guessed=True) if slot else seen


def _recognised(scene: Scene, said: LookedAt) -> str:
    """By its title, else by its signs; "" where these do not agree."""
    guess = said.slot_guess if said.slot_guess in scene.plan.posting.slot else ""
    named = which_slot(scene.plan.posting, said.head)
    return "" if named and guess and named != guess else named or guess


def _drop(scene: Scene, paper: Paper) -> None:
    del scene.state.papers[str(paper.id)]
    scene.state.untold = [each for each in scene.state.untold if each != paper.id]
