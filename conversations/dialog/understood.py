"""The one place that says which reading of typed words the dialog uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.understanding.meaning import Meaning, Wanted

if TYPE_CHECKING:
    from conversations.dialog.scene import Scene


def corrects(scene: Scene, text: str) -> bool:
    """Do the words begin by taking something back?"""
    reading = scene.house.understanding
    return bool(reading and reading.corrects(text))


def stated(scene: Scene, text: str) -> dict[str, object]:
    """Facts that the words state of their writer; none without a reading that finds them."""
    reading = scene.house.understanding
    return {one.key: one.value for one in reading.facts(text, scene.today)} if reading else {}


def understand(scene: Scene, wanted: Wanted, text: str) -> Meaning:
    """What the words mean to the reading that the house was given; nothing without one."""
    reading = scene.house.understanding
    return reading.understand(wanted, text) if reading else Meaning()
