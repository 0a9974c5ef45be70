"""The list of what is read on which kind of document."""

from collections.abc import Mapping

from conversations.documents.contents.certificate import read_certificate
from conversations.documents.contents.degree import read_degree, read_transcript
from conversations.documents.contents.experience import read_experience
from conversations.documents.contents.ktp import read_ktp
from conversations.documents.contents.nib import read_nib
from conversations.documents.contents.npwp import read_npwp
from conversations.documents.contents.own_papers import read_letter, read_resume
from conversations.documents.contents.photo import read_photo
from conversations.documents.contents.read import Lines, Read, Reading
from conversations.documents.contents.sought import Sought
from conversations.documents.contents.which_document import read_kind

READERS: Mapping[str, tuple[Reading, ...]] = {
    "ktp": (read_kind, read_ktp),
    "npwp": (read_kind, read_npwp),
    "nib": (read_kind, read_nib),
    "pas_foto": (read_photo,),
    "ijazah": (read_kind, read_degree),
    "transkrip": (read_kind, read_transcript),
    "surat_lamaran": (read_kind, read_letter),
    "cv": (read_kind, read_resume),
    "portofolio": (read_kind, read_resume),
    "sertifikat_perkoperasian": (read_kind, read_certificate),
    "bukti_pengalaman": (read_kind, read_experience),
}


def contents_of(lines: Lines, sought: Sought) -> Read:
    """What every reader of the slot found."""
    reads = [reader(lines, sought) for reader in READERS.get(sought.slot, ())]
    if reads and any(finding.code == "wrong_document" for finding in reads[0].findings):
        return reads[0]  # what another paper says is not what this slot asks for
    fields = {name: value for read in reads for name, value in read.fields.items()}
    return Read(fields, tuple(finding for read in reads for finding in read.findings))
