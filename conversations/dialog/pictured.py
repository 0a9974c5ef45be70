"""Pictures of what the announcement says, each with its words for those who cannot see it."""

from conversations.dialog.message import Choice, Picture
from conversations.dialog.scene import Scene
from conversations.dialog.screen import Frame, Screen
from conversations.dialog.tokens import Token
from conversations.pictures.sheet import Sheet
from conversations.pictures.sheets import sheets


def draw_menu(scene: Scene, _key: str) -> Frame:
    """A button for each picture."""
    shown = tuple(_button(scene, sheet) for sheet in sheets(scene.voice.words))
    ways = (scene.link("info"), scene.link("back", "primary"))
    return Frame("pictures", scene.voice.say("pictures.menu"), (*shown, *ways))


def draw(scene: Scene, key: str) -> Frame:
    """One picture, with all its words."""
    sheet = found(scene, key)
    alt = sheet.alt.partition("\n")[2]
    text = scene.voice.say("pictures.said", title=sheet.title, alt=alt, code=sheet.code)
    others = Choice(scene.voice.say("pictures.other"), str(Token("go", "", "pictures")))
    picture = Picture(sheet.name, sheet.language, sheet.title, sheet.code)
    choices = (others, scene.link("info"), scene.link("back", "primary"))
    return Frame(f"picture:{key}", text, choices, image=picture)


def found(scene: Scene, key: str) -> Sheet:
    """The picture of that name. Raises `KeyError` where there is none."""
    return {sheet.name: sheet for sheet in sheets(scene.voice.words)}[key]


def label(scene: Scene, token: Token) -> str:
    """What the button of a picture says."""
    return _name(scene, found(scene, token.key))


def _name(scene: Scene, sheet: Sheet) -> str:
    if sheet.name in scene.voice.texts.pictures:
        return scene.voice.say("pictures.infographic")
    return scene.voice.say(f"pictures.names.{sheet.name}")


def _button(scene: Scene, sheet: Sheet) -> Choice:
    return Choice(_name(scene, sheet), str(Token("picture", sheet.name)))


def has(scene: Scene, key: str) -> bool:
    """Is there such a picture?"""
    return any(sheet.name == key for sheet in sheets(scene.voice.words))


MENU = Screen(draw_menu, aside=True)
SCREEN = Screen(draw, aside=True, has=has, label=label)
