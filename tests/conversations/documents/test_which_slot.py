"""Names as people give them, and the upload that they mean."""

import pytest

from conversations.documents.names import display_name, short_name
from conversations.documents.receipt import ALPHABET, is_receipt, receipt
from conversations.documents.which_slot import which_slot
from tests.conversations.dialog.talk import edition


@pytest.mark.parametrize(
    ("name", "slot"),
    [
        ("KTP_Budi.jpg", "ktp"),
        ("e-ktp.png", "ktp"),
        ("scan ijazah S1.pdf", "ijazah"),
        ("Transkip Nilai.pdf", "transkrip"),
        ("PasFoto.jpg", "pas_foto"),
        ("foto ktp.jpg", "ktp"),
        ("NPWP2024.pdf", "npwp"),
        ("NIB 70209.pdf", "nib"),
        ("SertifikatKoperasi2024.pdf", "sertifikat_perkoperasian"),
        ("surat keterangan kerja.pdf", "bukti_pengalaman"),
        ("paklaring-dinas.pdf", "bukti_pengalaman"),
        ("surat_lamaran.pdf", "surat_lamaran"),
        ("CV Rina.pdf", "cv"),
        ("Portofolio 2023.pdf", "portofolio"),
        ("IMG_2031.jpg", ""),
        ("dokumen.pdf", ""),
        ("ijazah_dan_transkrip.pdf", ""),
        ("CV dan portofolio.pdf", ""),
        ("sertifikat.pdf", ""),
    ],
)
def test_by_name(name: str, slot: str) -> None:
    assert which_slot(edition().posting, "", name) == slot


def test_the_caption_counts_before_the_name() -> None:
    posting = edition().posting
    assert which_slot(posting, "ini npwp saya", "KTP.jpg") == "npwp"
    assert which_slot(posting, "", "IMG_1.jpg", "DAFTAR RIWAYAT HIDUP\nNama ...") == "cv"


def test_a_caption_that_names_two_leaves_it_open() -> None:
    assert which_slot(edition().posting, "ktp dan npwp", "ktp.jpg") == ""


def test_only_the_head_of_a_text_counts() -> None:
    assert which_slot(edition().posting, "x" * 400 + " ijazah") == ""


@pytest.mark.parametrize("number", [1, 2**62, 123456789])
def test_a_receipt_checks_itself(number: int) -> None:
    said = receipt(number)
    assert is_receipt(said)
    assert is_receipt(f" {said.lower().replace('-', ' ')} ")
    bare = said.replace("-", "")
    for at, sign in enumerate(bare):
        for other in ALPHABET.replace(sign, ""):
            assert not is_receipt(bare[:at] + other + bare[at + 1 :])
    for at in range(len(bare) - 1):
        swapped = bare[:at] + bare[at + 1] + bare[at] + bare[at + 2 :]
        assert swapped == bare or not is_receipt(swapped)


@pytest.mark.parametrize("text", ["", "K7Q", "K7Q-2F0", "0OI-1LZ", "K7Q2FXX"])
def test_what_is_no_receipt(text: str) -> None:
    assert not is_receipt(text)


def test_receipts_of_near_numbers_differ() -> None:
    assert len({receipt(number) for number in range(10_000)}) > 9_990


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\KTP.jpg", "KTP.jpg"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("a.php\0.jpg", "a.php .jpg"),
        (".htaccess", "htaccess"),
        ("*tebal*", "tebal"),
        ("", "berkas"),
        ("\ud800.jpg", "jpg"),
        ("e\u0301.pdf", "\u00e9.pdf"),
    ],
)
def test_names_are_made_fit_to_be_shown(given: str, shown: str) -> None:
    assert display_name(given) == shown


def test_long_names_keep_their_ending() -> None:
    assert len(display_name("K" * 300 + ".jpg")) == 100
    assert short_name("K" * 300 + ".jpg").endswith(".jpg")
    assert len(short_name("K" * 300)) == 24
