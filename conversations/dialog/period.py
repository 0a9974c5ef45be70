"""One period of work: asked part by part for what is missing, or changed part by part."""

from collections.abc import Mapping

from conversations.dialog.message import Choice, Field
from conversations.dialog.route import again
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Heard, heard_intent
from conversations.dialog.understood import understand
from conversations.eligibility.days import span
from conversations.eligibility.experience import ONE_DAY, tally
from conversations.posting.model import Question
from conversations.understanding.meaning import Kind, Wanted

Entry = dict[str, object]
PARTS = ("role", "org", "start", "end", "proof")
_FIELDS: dict[str, Field] = {"role": "text", "org": "text", "start": "date", "end": "date"}
_KINDS: dict[str, Kind] = {"start": "month", "end": "month", "proof": "yesno"}
_OFFERS = {
    "role": ("-drop",),
    "org": ("-skip", "-drop"),
    "start": ("-drop",),
    "end": ("-now", "-drop"),
    "proof": ("-proven", "-unproven", "-doubtful"),
    "menu": ("-role", "-org", "-start", "-end", "-proof", "-remove", "-list"),
}
_PRESSED: dict[str, tuple[str, object]] = {
    "-skip": ("org", ""),
    "-now": ("end", "sekarang"),
    "-proven": ("proof", True),
    "-unproven": ("proof", False),
    "-doubtful": ("proof", None),
}


def draft_of(scene: Scene, asked: Question) -> dict[str, object]:
    draft = scene.state.asked.draft.get(asked.id)
    return dict(draft) if isinstance(draft, Mapping) else {}


def entries(scene: Scene, asked: Question) -> list[Entry]:
    """The list as begun, else as known."""
    fact = scene.state.facts.get(asked.fact)
    found = draft_of(scene, asked).get("entries", fact.value if fact else None)
    return [dict(entry) for entry in found] if isinstance(found, list) else []


def begun(scene: Scene, asked: Question) -> Entry | None:
    """The period that is being told."""
    entry = draft_of(scene, asked).get("entry")
    return dict(entry) if isinstance(entry, Mapping) else None


def keep(scene: Scene, asked: Question, found: list[Entry]) -> None:
    """Keeps the list until it is sent."""
    scene.draft(asked.id, {"entries": found})


def lacking(entry: Mapping[str, object]) -> str:
    """The first part that was not said; "" where nothing lacks. A doubtful proof was said."""
    needed = [part for part in PARTS if entry.get(part) is None and part != "proof"]
    if needed:
        return needed[0]
    return "" if entry.get("proof") is not None or entry.get("doubtful") else "proof"


def begin(scene: Scene, asked: Question, entry: Entry, queue: list[Entry] | None = None) -> None:
    """Asks for the first part that lacks; `queue` holds further periods that lack something."""
    keeping = {"entries": entries(scene, asked), "at": -1, "queue": queue or []}
    scene.draft(asked.id, {**keeping, "entry": entry, "want": lacking(entry)})
    scene.open("q", asked.id)


def change(scene: Scene, asked: Question, at: int) -> None:
    """Opens the menu of one period of the list."""
    found = entries(scene, asked)
    scene.draft(asked.id, {"entries": found, "entry": found[at], "at": at, "want": "menu"})
    scene.open("q", asked.id)


def draw(scene: Scene, asked: Question) -> Frame:
    draft, entry = draft_of(scene, asked), begun(scene, asked) or {}
    want = str(draft["want"])
    known = line(scene, asked, entry) if want == "menu" else ""
    proof = scene.voice.words.proof(asked.fact)
    text = scene.voice.say(f"period.ask.{want}", line=known, proof=proof)
    choices = tuple(_choice(scene, asked, value) for value in _OFFERS[want])
    hint = scene.voice.say("hint.date") if want in {"start", "end"} else ""
    key = f"question:{asked.id}:{want}"
    return Frame(key, text, choices, field=_FIELDS.get(want, ""), hint=hint)


def _choice(scene: Scene, asked: Question, value: str) -> Choice:
    return scene.choice("q", value, asked.id)


def press(scene: Scene, asked: Question, value: str) -> None:
    if value in _PRESSED:
        part, said = _PRESSED[value]
        learned(scene, asked, part, said)
    elif value[1:] in PARTS:
        scene.draft(asked.id, {**draft_of(scene, asked), "want": value[1:]})
        scene.open("q", asked.id)
    elif value in {"-drop", "-list", "-remove"}:
        leave(scene, asked, remove=value == "-remove")
    else:
        again(scene, scene.voice.say("button.unknown"))


def leave(scene: Scene, asked: Question, *, remove: bool = False) -> None:
    """Back to the list, without the period that was being told or is to be removed."""
    found, at = entries(scene, asked), draft_of(scene, asked).get("at")
    if remove and isinstance(at, int) and 0 <= at < len(found):
        del found[at]
    keep(scene, asked, found)
    scene.open("q", asked.id, scene.voice.say("period.removed") if remove else "")


def learned(scene: Scene, asked: Question, part: str, said: object) -> None:
    """One part is known: on to the next that lacks, or into the list."""
    draft = draft_of(scene, asked)
    entry = {**(begun(scene, asked) or {}), part: said}
    if part == "proof":
        entry["doubtful"] = said is None
    if wrong := _wrong(entry):
        again(scene, scene.voice.say(wrong))
        return
    want = lacking(entry)
    if want:
        scene.draft(asked.id, {**draft, "entry": entry, "want": want})
        scene.open("q", asked.id)
    else:
        _finish(scene, asked, entry)


def _finish(scene: Scene, asked: Question, entry: Entry) -> None:
    draft, found = draft_of(scene, asked), entries(scene, asked)
    whole = {part: entry.get(part) for part in PARTS}
    at = draft.get("at", -1)
    if isinstance(at, int) and 0 <= at < len(found):
        found[at] = whole
    else:
        found.append(whole)
    keep(scene, asked, found)
    queue = draft.get("queue")
    if isinstance(queue, list) and queue:
        begin(scene, asked, dict(queue[0]), queue[1:])
    else:
        scene.open("q", asked.id, scene.voice.say("period.added"))


def _wrong(entry: Mapping[str, object]) -> str:
    """The sentence about dates that contradict each other."""
    start, end = entry.get("start"), entry.get("end")
    if not isinstance(start, str) or not isinstance(end, str) or end == "sekarang":
        return ""
    return "period.backwards" if span(end)[1] < span(start)[0] else ""


def hear(scene: Scene, asked: Question, text: str) -> Heard:
    want = str(draft_of(scene, asked)["want"])
    kind = _KINDS.get(want, "choice")
    meaning = understand(scene, Wanted(kind, field=want, today=scene.today), text)
    if meaning.intent in {"cancel", "back"}:
        leave(scene, asked)
    elif meaning.intent == "unsure" and want == "proof":
        learned(scene, asked, "proof", None)
    elif meaning.intent == "invalid":
        again(scene, scene.voice.say("invalid.date"))
    elif meaning.value is not None and want != "menu":
        learned(scene, asked, want, meaning.value)
    elif meaning.intent is None and want in {"role", "org"}:
        learned(scene, asked, want, text.strip()[:120])
    else:
        return "unclear" if meaning.intent == "unsure" else heard_intent(meaning)
    return "done"


def line(scene: Scene, asked: Question, entry: Mapping[str, object], at: int = 0) -> str:
    """One period in words, with the time that it counts."""
    say, words = scene.voice.say, scene.voice.words
    named = [str(entry[part]) for part in ("role", "org") if entry.get(part)]
    end = str(entry.get("end"))
    until = say("period.now") if end == "sekarang" else words.written(end)
    proof = entry.get("proof")
    proven = "doubtful" if proof is None else "proven" if proof else "unproven"
    shown = say(
        "period.line", named=", ".join(named), start=words.written(str(entry["start"])),
        end=until, proof=say(f"period.{proven}"), counted=_counted(scene, asked, entry),
    )  # fmt: skip
    return f"{at}. {shown}" if at else shown


def _counted(scene: Scene, asked: Question, entry: Mapping[str, object]) -> str:
    rule = scene.plan.counting(asked.fact, scene.known.values)
    if rule is None:
        return ""
    found = tally([entry], rule, scene.plan.posting.as_of).periods[0]
    if found.counts is False:
        return scene.voice.say("period.other_role")
    if found.block is None:
        return scene.voice.say("period.not_yet")
    start, end = found.block
    lacks = rule.proof and entry.get("proof") is not True
    key = "period.counted_if_proven" if lacks else "period.counted"
    return scene.voice.say(key, length=scene.voice.words.length(start, end + ONE_DAY))


def noted(scene: Scene, asked: Question) -> str:
    """What was understood, said once all of it suffices."""
    lines = "\n".join(line(scene, asked, entry) for entry in entries(scene, asked))
    return scene.voice.say("period.enough", lines=lines)
