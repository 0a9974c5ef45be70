"""Gives up sockets, other programs and files for good, by a filter in the kernel (Linux).

Every refused call fails with EPERM: a parser that somebody took over finds no way out but its
answer. Nothing here raises: where there is no seccomp the caller is told, and the limits remain.
"""

import ctypes
import os
import sys
from struct import pack

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
KILL, REFUSE, ABSENT, ALLOW = 0x80000000, 0x00050001, 0x00050026, 0x7FFF0000  # EPERM, ENOSYS
LOAD, JUMP_EQUAL, JUMP_FROM, JUMP_BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16  # offsets in the kernel's seccomp_data
X32_FIRST = 0x40000000  # the second way to number calls on x86-64
CLONE_THREAD = 0x00010000

# The numbers of each call, x86-64 before aarch64; 0 where the machine has no such call.
_SOCKETS = {
    "socket": (41, 198), "connect": (42, 203), "accept": (43, 202), "accept4": (288, 242),
    "bind": (49, 200), "listen": (50, 201), "socketpair": (53, 199), "sendto": (44, 206),
    "sendmsg": (46, 211), "sendmmsg": (307, 269),
}  # fmt: skip
_PROCESSES = {
    "fork": (57, 0), "vfork": (58, 0), "execve": (59, 221), "execveat": (322, 281),
    "kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131), "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240), "pidfd_send_signal": (424, 424), "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438), "setrlimit": (160, 164), "prlimit64": (302, 261),
}  # fmt: skip
_FILES = {
    "open": (2, 0), "openat": (257, 56), "openat2": (437, 437), "creat": (85, 0),
    "open_by_handle_at": (304, 265), "truncate": (76, 45), "rename": (82, 0),
    "renameat": (264, 38), "renameat2": (316, 276), "mkdir": (83, 0), "mkdirat": (258, 34),
    "rmdir": (84, 0), "mknod": (133, 0), "mknodat": (259, 33), "link": (86, 0),
    "linkat": (265, 37), "symlink": (88, 0), "symlinkat": (266, 36), "unlink": (87, 0),
    "unlinkat": (263, 35), "chmod": (90, 0), "fchmodat": (268, 53), "chown": (92, 0),
    "lchown": (94, 0), "fchownat": (260, 54),
}  # fmt: skip
_NEVER_NEEDED = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "bpf": (321, 280), "userfaultfd": (323, 282), "keyctl": (250, 219), "mount": (165, 40),
    "unshare": (272, 97), "setns": (308, 268),
}  # fmt: skip
REFUSED = {**_SOCKETS, **_PROCESSES, **_FILES, **_NEVER_NEEDED}
CLONE, CLONE3 = (56, 220), (435, 435)
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column, audit number


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def seal() -> bool:
    """Whether this process is sealed now. It stays so until it ends."""
    if not sys.platform.startswith("linux") or os.uname().machine not in MACHINES:
        return False
    code = assemble(os.uname().machine)
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    done = libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)
    return bool(done == 0)


def assemble(machine: str) -> bytes:
    """The filter as classic BPF: threads may start, processes may not; the rest as listed."""
    column, architecture = MACHINES[machine]
    steps = [
        _step(LOAD, ARCHITECTURE),
        *(_step(JUMP_EQUAL, architecture, 1, 0), _step(RETURN, KILL)),
        _step(LOAD, NUMBER),
        *(_step(JUMP_FROM, X32_FIRST, 0, 1), _step(RETURN, REFUSE)),
        # clone3 hides its flags in memory: without it libc takes clone, whose flags are seen.
        *(_step(JUMP_EQUAL, CLONE3[column], 0, 1), _step(RETURN, ABSENT)),
    ]
    for number in (numbers[column] for numbers in REFUSED.values() if numbers[column]):
        steps += (_step(JUMP_EQUAL, number, 0, 1), _step(RETURN, REFUSE))
    steps += (
        *(_step(JUMP_EQUAL, CLONE[column], 1, 0), _step(RETURN, ALLOW)),
        _step(LOAD, FIRST_ARGUMENT),
        *(_step(JUMP_BITS, CLONE_THREAD, 0, 1), _step(RETURN, ALLOW)),
        _step(RETURN, REFUSE),
    )
    return b"".join(steps)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return pack("=HBBI", code, if_true, if_false, value)
