"""What was worked out of the newest states, so that a turn works out only what it changed.

Nothing depends on it: a state that is not remembered is worked out anew.
"""

from collections import OrderedDict

from conversations.dialog.known import Facts, Known

MOST = 512


class Memory:
    """By the very facts of a state, which stay the same until a turn replaces them."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._newest: OrderedDict[int, tuple[Facts, Known]] = OrderedDict()

    def of(self, facts: Facts) -> Known | None:
        """What these facts amount to, where that is remembered."""
        found = self._newest.get(id(facts))
        return found[1] if found and found[0] is facts else None

    def keep(self, facts: Facts, known: Known) -> None:
        self._newest[id(facts)] = (facts, known)
        if len(self._newest) > self._most:
            self._newest.popitem(last=False)
