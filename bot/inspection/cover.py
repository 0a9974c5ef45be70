"""The cover sheet: one page that says what is in the kit, and that the kit is no application."""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import fontpkg_inter
import typst

from bot.inspection.enclosed import Enclosed, Kit
from conversations.documents.checklist import Line
from conversations.documents.findings import Finding, advice, told
from conversations.eligibility.wording import Words

TEMPLATE = Path(__file__).with_name("cover.typ")
FONTS = Path(fontpkg_inter.ROOT) / "files"
MOST_NOTES = 6  # what one page has room for beside eleven files
STANDINGS = ("there", "doubtful", "checking", "refused", "missing")


def draw_cover(kit: Kit, enclosed: Sequence[Enclosed], words: Words) -> bytes:
    """A PDF of one page. What people wrote goes in as JSON and is never read as markup."""
    notes = list(_notes(kit, words))
    more = len(notes) - MOST_NOTES
    data = {
        "say": _sentences(kit, words),
        "person": _shown(kit.person) or words.phrases("kit.someone"),
        "posting": words.texts.title,
        "agency": words.texts.agency,
        "form": words.posting.form_url,
        "language": words.phrases.language,
        "rows": [_row(line, enclosed, words) for line in kit.lines],
        "notes": notes[:MOST_NOTES],
        "more": words.phrases("kit.more", count=more) if more > 0 else "",
    }
    return bytes(
        typst.compile(  # type: ignore[misc] # its stub leaves a type open that no call can settle
            TEMPLATE.read_bytes(),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data)},
            timestamp=int(kit.at.timestamp()),
        )
    )


def _shown(name: str) -> str:
    """A name without signs that hide, reverse or break."""
    seen = (sign if unicodedata.category(sign)[0] != "C" else " " for sign in name)
    return " ".join("".join(seen).split())


def _sentences(kit: Kit, words: Words) -> dict[str, str]:
    say, posting, at = words.phrases, words.posting, kit.at
    closes = posting.closes.replace(tzinfo=posting.tz)
    warning = "warning_closed" if at >= closes else "warning_text"
    there = sum(line.standing in {"there", "doubtful", "checking"} for line in kit.lines)
    plain = (
        "title",
        "applicant",
        "posting",
        "warning",
        "list",
        "notes",
        "no_notes",
        "hash",
        "foot",
    )
    return {
        **{key: say(f"kit.{key}") for key in plain},
        **{f"standing_{name}": say(f"kit.standing.{name}") for name in STANDINGS},
        "made": say("kit.made", moment=words.moment(at.astimezone(posting.tz))),
        "warning_text": say(f"kit.{warning}", closes=_unbroken(words.moment(closes))),
        "count": say("kit.count", there=there, all=len(kit.lines)),
    }


def _unbroken(text: str) -> str:
    """A date stays on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _row(line: Line, enclosed: Sequence[Enclosed], words: Words) -> dict[str, object]:
    files = [{"name": file.name, "digest": file.digest} for file in enclosed
             if file.slot == line.slot.id]  # fmt: skip
    title = words.texts.slots[line.slot.id].name
    return {"title": title, "standing": line.standing, "files": files}


def _notes(kit: Kit, words: Words) -> Iterator[dict[str, str]]:
    """Each open finding once for each slot."""
    for line in kit.lines:
        first: dict[str, Finding] = {}
        for finding in line.findings:
            first.setdefault(finding.code, finding)
        for finding in first.values():
            said = (tell(finding, words.phrases, most_mb=kit.most_mb) for tell in (told, advice))
            name = words.texts.slots[line.slot.id].name
            standing = "refused" if finding.severity == "reject" else "doubtful"
            yield {"slot": name, "standing": standing, "text": " ".join(said)}
