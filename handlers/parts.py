"""What handlers work with: one explicit object for each process."""

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from conversations.dialog.capabilities import Capabilities
from conversations.dialog.engine import Dialog
from conversations.dialog.genuineness import Genuine
from storage.documents import Documents
from storage.store import Store


class Parts(Struct, frozen=True):
    """The store, the dialog of the posting `slug`, what each channel can do, and the documents.

    `home` is how the world reaches the program, without a slash at its end; `codes` is who else
    knows what a code stands for. `entrances` are links by channel that begin a talk there and hold
    the `{token}` or `{code}` to join.
    """

    store: Store
    dialog: Dialog
    slug: str
    channels: Mapping[str, Capabilities]
    documents: Documents
    home: str = ""
    codes: list[Callable[[str], Genuine | None]] = field(default_factory=list)
    entrances: dict[str, str] = field(default_factory=dict)
