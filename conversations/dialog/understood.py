"""The one place that says which reading of typed words the dialog uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.understanding.meaning import Meaning, Wanted

if TYPE_CHECKING:
    from conversations.dialog.scene import Scene
    from conversations.understanding.understand import Split, Understanding


def corrects(scene: Scene, text: str) -> bool:
    """Do the words begin by taking something back?"""
    reading = scene.house.understanding
    return bool(reading and reading.corrects(_split(scene, reading, text)))


def stated(scene: Scene, text: str) -> dict[str, object]:
    """Facts that the words state of their writer; none without a reading that finds them."""
    reading = scene.house.understanding
    if reading is None:
        return {}
    told = reading.facts(_split(scene, reading, text), scene.today)
    return {one.key: one.value for one in told}


def understand(scene: Scene, wanted: Wanted, text: str) -> Meaning:
    """What the words mean to the reading that the house was given; nothing without one."""
    reading = scene.house.understanding
    return reading.understand(wanted, _split(scene, reading, text)) if reading else Meaning()


def _split(scene: Scene, reading: Understanding, text: str) -> Split:
    """Split once in a turn, however many screens and questions look at it."""
    if scene.split is None or scene.split.text != text:
        scene.split = reading.split(text)
    return scene.split
