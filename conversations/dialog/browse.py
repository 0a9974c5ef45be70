"""The announcement to read: its topics as a menu, and each topic in short pages."""

from collections.abc import Iterator

from msgspec import Struct

from conversations.dialog.message import Choice
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen
from conversations.dialog.tokens import Token
from conversations.posting.model import Clause, Posting

MOST_TOPICS = 6
"""With four ways onward they are the ten rows of the shortest list that a channel has."""
MOST_LINES, MOST_LETTERS = 8, 1500
NEWS, SECTION, PAGE = "news", "-", "~"
PICTURED = {"requirements": "requirements", "files": "files", "schedule": "schedule"}


class Topic(Struct, frozen=True):
    """Some sections of the announcement; `id` is a role, or `-` and the only section."""

    id: str
    sections: tuple[str, ...]


def topics(posting: Posting) -> tuple[Topic, ...]:
    """What people ask for first, then every other section in its order, then what is the news'."""
    taken: set[str] = set()
    found = []
    for name, clauses in _roles(posting).items():
        sections = _sections(posting.clause[one] for one in clauses)
        if free := tuple(one for one in sections if one not in taken):
            taken.update(free)
            found.append(Topic(name, free))
    news = _sections(one for one in posting.clauses if one.origin == NEWS)
    rest = (one for one in _sections(iter(posting.clauses)) if one not in {*taken, *news})
    found += [Topic(f"{SECTION}{one}", (one,)) for one in rest]
    left = tuple(one for one in news if one not in taken)
    return (*found, Topic(NEWS, left)) if left else tuple(found)


def _roles(posting: Posting) -> dict[str, list[str]]:
    papers = [one.clause for one in posting.slots]
    papers += [one.clause for one in posting.later_papers]
    return {
        "requirements": [one.clause for one in posting.requirements],
        "files": papers,
        "schedule": [one.id for one in posting.schedule],
    }


def _sections(clauses: Iterator[Clause]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.section for one in clauses))


def pages(scene: Scene, topic: Topic) -> list[str]:
    """Its clauses under the names of their sections, at most so many at a time."""
    made, lines, letters = list[str](), list[str](), 0
    for section in topic.sections:
        title = f"*{scene.voice.texts.sections[section]}*"
        for clause in (one for one in scene.plan.posting.clauses if one.section == section):
            line = f"- {scene.voice.texts.clauses[clause.id]}"
            if lines and (len(lines) > MOST_LINES or letters + len(line) > MOST_LETTERS):
                made.append("\n".join(lines))
                lines, letters = [], 0
            if not lines or title not in lines:
                lines += ["", title] if lines else [title]
            lines.append(line)
            letters += len(line)
    return [*made, "\n".join(lines)]


def draw(scene: Scene, key: str) -> Frame:
    """A page of a topic, or of the menu where no topic is named."""
    name, page = _read(key)
    return _topic(scene, _found(scene, name), page) if name else _menu(scene, page)


def draw_info(scene: Scene, _key: str) -> Frame:
    """The first page of the menu."""
    return _menu(scene, 1)


def _menu(scene: Scene, page: int) -> Frame:
    texts = scene.voice.texts
    text = scene.voice.say("browse.menu", title=texts.title, agency=texts.agency)
    listed = topics(scene.plan.posting)
    start = (page - 1) * MOST_TOPICS
    shown = [_button(scene, one.id) for one in listed[start : start + MOST_TOPICS]]
    if len(listed) > MOST_TOPICS:
        last = start + MOST_TOPICS >= len(listed)
        shown.append(_button(scene, f"{PAGE}{1 if last else page + 1}"))
    ways = (scene.link("pictures"), scene.link("form"), scene.link("back", "primary"))
    return Frame("info", text, (*shown, *ways))


def _topic(scene: Scene, topic: Topic, page: int) -> Frame:
    parts = pages(scene, topic)
    text = parts[page - 1]
    if topic.id == NEWS:
        agency = scene.voice.texts.agency
        text = f"{scene.voice.say('browse.news', agency=agency)}\n\n{text}"
    choices = [scene.link("back", "primary"), scene.link("info")]
    if page < len(parts):
        text += "\n\n" + scene.voice.say("browse.page", page=page, all=len(parts))
        choices.insert(0, _button(scene, f"{topic.id}{PAGE}{page + 1}"))
    elif topic.id in PICTURED:
        token = Token("picture", PICTURED[topic.id])
        choices.insert(0, Choice(scene.voice.say("browse.picture"), str(token)))
    return Frame(f"browse:{topic.id}", text, tuple(choices))


def _button(scene: Scene, key: str) -> Choice:
    token = Token("browse", key)
    return Choice(label(scene, token), str(token))


def label(scene: Scene, token: Token) -> str:
    """The words on the button that leads to a page."""
    name, page = _read(token.key)
    if PAGE in token.key:
        return scene.voice.say("browse.next" if name or page > 1 else "browse.first")
    if name.startswith(SECTION):
        return scene.voice.texts.sections[name.removeprefix(SECTION)]
    return scene.voice.say(f"browse.topics.{name}")


def has(scene: Scene, key: str) -> bool:
    """Is there such a page?"""
    name, page = _read(key)
    if not name:
        return bool(key) and 1 <= page <= -(-len(topics(scene.plan.posting)) // MOST_TOPICS)
    known = [one for one in topics(scene.plan.posting) if one.id == name]
    return bool(known) and 1 <= page <= len(pages(scene, known[0]))


def show(scene: Scene, name: str) -> None:
    """Opens a topic, or the menu where the posting has no such."""
    if has(scene, name):
        scene.open("browse", name)
    else:
        scene.open("info")


def _found(scene: Scene, name: str) -> Topic:
    return next(one for one in topics(scene.plan.posting) if one.id == name)


def _read(key: str) -> tuple[str, int]:
    """The topic of a key ("" is the menu), and its page; page 0 is none."""
    name, parted, page = key.rpartition(PAGE)
    if not parted:
        return key, 1
    return name, int(page) if page.isdecimal() else 0


SCREEN = Screen(draw, aside=True, has=has, label=label)
INFO = Screen(draw_info, aside=True)
