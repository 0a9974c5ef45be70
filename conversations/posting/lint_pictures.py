"""Do pictures say only what their clauses say, and is there room for it?"""

from collections.abc import Iterator

from conversations.posting.figures import difference
from conversations.posting.findings import Desk
from conversations.posting.texts import PictureTexts, PostingTexts

OWN = ("schedule", "requirements", "files", "how")
"""Pictures that every posting has."""
ROOM = {"figures": 3, "flow": 6, "tips": 5}
MOST_SAYS, MOST_TITLE, MOST_STORY = 60, 48, 260


def pictures(desk: Desk) -> None:
    """Findings about figures that no clause holds, and words for which there is no room."""
    for spec in desk.posting.pictures:
        place = f"pictures/{spec.id}"
        if spec.id in OWN:
            desk.error(place, f"'{spec.id}' is a picture of every posting", "another id")
        for language, words in desk.texts.items():
            if spec.id in words.pictures:
                said = words.pictures[spec.id]
                _grounded(desk, (f"{language}.yaml", place), said, _held(words, spec.clauses))
                for problem, advice in _crowded(said):
                    desk.warn(place, problem, advice, f"{language}.yaml")


def _held(words: PostingTexts, clauses: tuple[str, ...]) -> str:
    return " ".join(words.clauses.get(one, "") for one in clauses)


def _grounded(desk: Desk, at: tuple[str, str], said: PictureTexts, held: str) -> None:
    file, place = at
    parts = [said.title, said.story, *said.flow, *said.tips]
    parts += [part for one in said.figures for part in (one.figure, one.says)]
    added = {mark for part in parts for mark in difference(held, part)[1]}
    if added:
        problem = f"adds {', '.join(sorted(added))} to the clauses it restates"
        desk.error(place, problem, "only figures and links of its clauses", file)


def _crowded(said: PictureTexts) -> Iterator[tuple[str, str]]:
    for name, most in ROOM.items():
        if (count := len(getattr(said, name))) > most:
            yield f"{name}: {count} are too many for one picture", f"at most {most}"
    texts = [("title", said.title, MOST_TITLE), ("story", said.story, MOST_STORY)]
    texts += [("says", one.says, MOST_SAYS) for one in said.figures]
    for name, text, most in texts:
        if len(text) > most:
            yield f"{name} has {len(text)} letters: it is drawn small", f"at most {most}"
