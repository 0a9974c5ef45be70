"""What handlers work with: one explicit object for each process."""

from collections.abc import Mapping

from msgspec import Struct

from conversations.dialog.capabilities import Capabilities
from conversations.dialog.engine import Dialog
from storage.documents import Documents
from storage.store import Store


class Parts(Struct, frozen=True):
    """The store, the dialog of the posting `slug`, what each channel can do, and the documents.

    `home` is how the world reaches the program, without a slash at its end.
    """

    store: Store
    dialog: Dialog
    slug: str
    channels: Mapping[str, Capabilities]
    documents: Documents
    home: str = ""
