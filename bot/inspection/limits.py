"""What a child may use: memory, time, files. Set by the child itself before it reads anything."""

import ctypes
import sys

MOST_MEMORY = 512 * 2**20  # of address space: all that it maps, not only what it touches
MOST_SECONDS = 10
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, SIGKILL = 1, 4, 9


def set_limits() -> None:
    """Nothing where the system knows no such limits: the parent's clock remains."""
    try:
        import resource
    except ImportError:
        return
    limits = (
        (resource.RLIMIT_AS, MOST_MEMORY, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS, MOST_SECONDS + 1),
        (resource.RLIMIT_NOFILE, 32, 32),
        (resource.RLIMIT_FSIZE, 0, 0),  # it answers through a pipe and writes no file
        (resource.RLIMIT_CORE, 0, 0),
    )
    for which, soft, hard in limits:
        resource.setrlimit(which, (soft, hard))
    # Counted over all of the account's processes, and never for root: a second line only.
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    if sys.platform.startswith("linux"):
        libc = ctypes.CDLL(None)
        libc.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)
        libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
