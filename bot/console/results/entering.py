"""A list is chosen, looked at, and taken in whole or not at all."""

from collections import OrderedDict
from secrets import token_urlsafe

from msgspec.structs import replace
from starlette.responses import Response

from bot.console.results.acting import done, names_of, shows_refusals, stages_shown
from bot.console.visit import Visit
from bot.selection.reading import UnreadableError, read_table
from conversations.selection.difference import NEW
from conversations.selection.frozen import shown
from conversations.selection.matching import Ref
from conversations.selection.sheet import Sheet, Words, read_sheet, words_of
from handlers.result_entered import Entered, results_imported, results_previewed
from handlers.result_refused import ResultRefusedError
from storage.staff import asked

MOST_HELD, MOST_SHOWN = 20, 200
Held = OrderedDict[tuple[int, str], Entered]


async def form(visit: Visit, refused: str = "") -> Response:
    """GET: which stage, which file."""
    return visit.page(
        "results/enter.html",
        409 if refused else 200,
        stages=stages_shown(visit, judged=True),
        chosen=visit.request.query_params.get("stage", ""),
        refused=refused,
    )


@shows_refusals(form)
async def read(visit: Visit) -> Response:
    """POST: the file becomes a list that is looked at."""
    file, fields = await visit.file("file"), await visit.form()
    if file is None:
        raise ResultRefusedError("file")
    words = words_of(list(visit.console.phrases.values()))
    try:
        data = await file.read()
    finally:
        await file.close()
    sheet = await asked(_read, data, words)
    entered = Entered(fields.get("stage", ""), sheet)
    await done(visit, results_previewed, entered)
    key = token_urlsafe(12)
    _hold(visit, key, entered)
    return visit.go(f"/results/enter/{key}")


async def preview(visit: Visit, refused: str = "") -> Response:
    """GET: exactly what would change, by name."""
    entered = _held(visit).get((visit.who.id, str(visit.path["key"])))
    if entered is None:
        return await form(visit, visit.words("results.console.gone"))
    found = await done(visit, results_previewed, entered)
    whom = {ref.id for each in found.ambiguous for ref in each.choices if ref.kind == "candidate"}
    changing = [each for each in found.changes if each.kind != "same" or each.contact]
    return visit.page(
        "results/preview.html",
        409 if refused else 200,
        found=found,
        counts={kind: found.count(kind) for kind in ("new", "added", "changed", "same")},
        changing=changing[:MOST_SHOWN],
        more=max(0, len(changing) - MOST_SHOWN),
        faults=found.faults[:MOST_SHOWN],
        more_faults=max(0, len(found.faults) - MOST_SHOWN),
        names=await names_of(visit, sorted(whom)),
        ignored=entered.sheet.ignored,
        stage=dict(stages_shown(visit)).get(entered.stage, entered.stage),
        digest=found.digest.hex(),
        mark=shown(found.digest),
        refused=refused,
    )


@shows_refusals(preview)
async def take(visit: Visit) -> Response:
    """POST: what was chosen of unclear rows is kept, or everything is taken in."""
    key, fields = str(visit.path["key"]), await visit.form()
    entered = _held(visit).get((visit.who.id, key))
    if entered is None:
        return await form(visit, visit.words("results.console.gone"))
    if "digest" not in fields:
        chosen = {at: ref for at, ref in map(_choice, fields.items()) if at}
        _hold(visit, key, replace(entered, chosen={**entered.chosen, **chosen}))
        return visit.go(f"/results/enter/{key}")
    await done(visit, results_imported, entered, _digest(fields["digest"]))
    _held(visit).pop((visit.who.id, key), None)
    return visit.go("/results?taken")


def _read(data: bytes, words: Words) -> Sheet:
    """Raises `ResultRefusedError`."""
    try:
        return read_sheet(read_table(data), words)
    except UnreadableError as error:
        raise ResultRefusedError(error.code) from None


def _held(visit: Visit) -> Held:
    """Lists between their preview and their taking in, by whose they are: in this process alone."""
    state = visit.request.app.state
    if not hasattr(state, "held_lists"):
        state.held_lists = OrderedDict()
    held: Held = state.held_lists
    return held


def _hold(visit: Visit, key: str, entered: Entered) -> None:
    held = _held(visit)
    held[visit.who.id, key] = entered
    while len(held) > MOST_HELD:
        held.popitem(last=False)


def _choice(field: tuple[str, str]) -> tuple[int, Ref]:
    """`row-17` with `new`, `candidate:4` or `case:9`; 0 where it is none."""
    name, value = field
    row, (kind, _, number) = name.removeprefix("row-"), value.partition(":")
    if not name.startswith("row-") or not row.isdecimal():
        return 0, NEW
    if kind == "new":
        return int(row), NEW
    if kind not in {"candidate", "case"} or not number.isdecimal():
        return 0, NEW
    return int(row), Ref("case" if kind == "case" else "candidate", int(number))


def _digest(text: str) -> bytes:
    """What was looked at. Raises `ResultRefusedError`."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise ResultRefusedError("meanwhile") from None
