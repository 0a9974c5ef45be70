"""What handlers work with: one explicit object for each process."""

from collections.abc import Mapping

from msgspec import Struct

from conversations.dialog.capabilities import Capabilities
from conversations.dialog.engine import Dialog
from storage.store import Store


class Parts(Struct, frozen=True):
    """The store, the dialog of the posting `slug`, and what each channel can do."""

    store: Store
    dialog: Dialog
    slug: str
    channels: Mapping[str, Capabilities]
