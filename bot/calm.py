"""A calm garbage collector: what stands at the start is never looked at again, and full
collections are rare. Turns make no cycles, so that little is left to find.
"""

import gc

YOUNG, MIDDLE, OLD = 50_000, 50, 100


def calm() -> None:
    """Call once, when everything stands."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
