"""The list of what is read on which kind of document."""

from collections.abc import Mapping

from conversations.documents.contents.ktp import read_ktp
from conversations.documents.contents.nib import read_nib
from conversations.documents.contents.npwp import read_npwp
from conversations.documents.contents.read import Lines, Read, Reading
from conversations.documents.contents.sought import Sought

READERS: Mapping[str, tuple[Reading, ...]] = {
    "ktp": (read_ktp,),
    "npwp": (read_npwp,),
    "nib": (read_nib,),
}


def contents_of(lines: Lines, sought: Sought) -> Read:
    """What every reader of the slot found."""
    reads = [reader(lines, sought) for reader in READERS.get(sought.slot, ())]
    fields = {name: value for read in reads for name, value in read.fields.items()}
    return Read(fields, tuple(finding for read in reads for finding in read.findings))
