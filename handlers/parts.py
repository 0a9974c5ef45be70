"""What handlers work with: one explicit object for each process."""

from msgspec import Struct

from conversations.dialog.engine import Dialog
from storage.store import Store


class Parts(Struct, frozen=True):
    """The store, and the dialog of the posting `slug`."""

    store: Store
    dialog: Dialog
    slug: str
