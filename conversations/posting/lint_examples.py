"""Do the drawings of good documents stand beside the posting, and do they draw by themselves?"""

import re

from conversations.posting.findings import Desk

FOLDER = "examples"
MOST_LETTERS = 40_000
"""A drawing is fetched by phones on bad lines."""
_HEAD = re.compile(r"\s*(<\?xml[^>]*\?>\s*)?<svg\s")
_REACHES = re.compile(
    r"<script|<foreignobject|<image|<!entity|<!doctype|javascript:|\son\w+\s*="
    r"|(href|src)\s*=\s*[\"'](?!#)|url\(\s*[\"']?(?!#)|@import"
)


def examples(desk: Desk) -> None:
    """Findings about drawings that are missing, unused, too large, or not only a drawing."""
    named = {f"{FOLDER}/{slot.example}": slot.id for slot in desk.posting.slots if slot.example}
    for file, slot in named.items():
        if file not in desk.drawings:
            desk.error(f"slots/{slot}", f"there is no {file}", "add the drawing, or leave it out")
    for file, text in desk.drawings.items():
        place = f"slots/{named.get(file, '')}"
        if file not in named:
            desk.warn(place, f"{file} is the example of no upload", "name it: example: ...")
        _drawing(desk, place, file, text)


def _drawing(desk: Desk, place: str, file: str, text: str) -> None:
    if not _HEAD.match(text):
        desk.error(place, f"{file} is no SVG", "a drawing that begins with <svg")
    elif found := _REACHES.search(text.casefold()):
        problem = f"{file} does more than draw: {found[0].strip()}"
        desk.error(place, problem, "no script, no picture and no link to elsewhere")
    if len(text) > MOST_LETTERS:
        desk.warn(place, f"{file} has {len(text)} letters", f"at most {MOST_LETTERS}")
