"""What the rights of people over their data need of a store, in one place."""

from storage.audit_chain import AuditChain
from storage.blobs import Blobs
from storage.cases import Cases
from storage.copies import Copies
from storage.documents import Inside
from storage.erasing import Erasing
from storage.exporting import Exporting
from storage.requests import Requests
from storage.retention import Retention


class Rights:
    """Lies at `Store.rights`."""

    def __init__(self, inside: Inside, hot: Cases) -> None:
        self._in, self._hot = inside, hot
        self.copies, self.exporting = Copies(inside), Exporting(inside)
        self.chain, self.requests = AuditChain(inside), Requests(inside)
        self.retention = Retention(inside)

    def erasing(self, blobs: Blobs) -> Erasing:
        """Erases people, whose documents lie in `blobs`."""
        return Erasing(self._in, self._hot, blobs)

    def rewrite_keys(self) -> bool:
        """Leaves no trace of erased keys where a server keeps them. Blocking."""
        return self._in.keys.rewrite()
