"""What a channel can do. Nobody asks for a channel by name: each declares this, and only this is
asked.
"""

from msgspec import Struct


class Capabilities(Struct, frozen=True):
    """`can_push`: a message reaches the person by itself. `can_edit`: a shown message can be
    changed in place. `multi_select`: several boxes can be ticked on one screen. `identity_papers`:
    these may be asked for in the chat. `checklist`: one can stand beside the talk.
    `needs_template`: outside a window only prepared texts go. `rate`: messages a second that it
    takes altogether, replies included; `people_a_day`: different people in 24 hours, 0 is any
    number.
    """

    can_push: bool
    can_edit: bool
    multi_select: bool
    identity_papers: bool
    checklist: bool = False
    needs_template: bool = False
    rate: float = 0.0
    people_a_day: int = 0


ALL = Capabilities(
    can_push=True, can_edit=True, multi_select=True, identity_papers=True, checklist=True
)
