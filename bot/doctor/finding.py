"""What one look found."""

from msgspec import Struct


class Finding(Struct, frozen=True):
    """Of `what` it is told how it is; `mend` says what to do, "" where nothing is wrong.

    Nothing here ever holds a key, a token, a password or an address with one.
    """

    what: str
    says: str
    mend: str = ""

    def __str__(self) -> str:
        if not self.mend:
            return f"ok    {self.what}: {self.says}"
        return f"WRONG {self.what}: {self.says}\n      {self.mend}"
