"""Files in the talk: acknowledged, spoken of once, sorted, replaced; and the form that was sent."""

from datetime import timedelta
from itertools import count

import pytest

from conversations.dialog.event import Filed, LookedAt, Pressed
from conversations.documents.findings import Finding
from conversations.documents.paper import FORM
from conversations.documents.receipt import receipt
from tests.conversations.dialog.talk import CLOSING, OPEN, Talk, edition, started

numbers = count(1)


def send(talk: Talk, name: str, **more: object) -> int:
    """A file comes in; its number."""
    number = next(numbers)
    talk.hear(Filed(document=number, name=name, digest=f"digest {number}", **more))  # type: ignore[arg-type]  # fields of the event
    return number


def look(talk: Talk, number: int, *codes: str, **more: object) -> str:
    """A look at it ends."""
    found = tuple(Finding(code) for code in codes)
    return talk.hear(LookedAt(document=number, kind="jpeg", pages=1, findings=found, **more))  # type: ignore[arg-type]  # fields of the event


def slot_of(talk: Talk, number: int) -> str:
    return talk.state.papers[str(number)].slot


def test_it_is_acknowledged_with_number_and_time() -> None:
    talk = started()
    number = send(talk, "KTP.jpg")
    assert talk.last.key == "filed"
    assert "18 Desember 2025 pukul 10.00 WIB" in talk.last.text
    assert f"*KTP* (KTP.jpg), nomor {receipt(number)}" in talk.last.text
    assert talk.turn.echo == "KTP.jpg"
    assert talk.audit[-1] == "document_filed"


def test_the_question_that_was_asked_is_still_the_one_that_words_answer() -> None:
    talk = started()
    number = send(talk, "KTP.jpg")
    look(talk, number, "blurry")
    talk.say("17-08-1990")
    assert talk.values["birth_date"] == "1990-08-17"


def test_nothing_is_kept_before_consent() -> None:
    talk = Talk()
    talk.open()
    send(talk, "KTP.jpg")
    assert talk.state.papers == {}
    assert talk.state.asked.screen == "consent"


def test_nothing_is_kept_before_the_commitments_are_acknowledged() -> None:
    talk = Talk()
    talk.open()
    talk.press("Setuju")
    send(talk, "KTP.jpg")
    assert talk.state.papers == {}


def test_what_is_sent_at_once_is_listed_in_one_message() -> None:
    talk = started()
    for name in ("KTP.jpg", "NPWP.jpg", "IMG_1.jpg"):
        send(talk, name, batch="album")
    first, *others = [m for m in talk.messages if m.key == "filed"]
    assert {m.replaces for m in others} == {first.seq}
    assert talk.last.text.startswith("3 berkas diterima")


def test_outcomes_of_a_batch_are_told_once_all_are_there() -> None:
    talk = started()
    one, other = (send(talk, name, batch="album") for name in ("KTP.jpg", "NPWP.jpg"))
    assert look(talk, one, "blurry") == ""
    said = look(talk, other)
    assert "*KTP*" in said
    assert "*NPWP*: tidak ada catatan" in said
    assert "belum terkirim" in said
    assert talk.state.untold == []


def test_a_doubtful_one_is_told_while_others_are_still_looked_at() -> None:
    talk = started()
    one, fine, _waiting = send(talk, "KTP.jpg"), send(talk, "NPWP.jpg"), send(talk, "CV.pdf")
    assert "*KTP*" in look(talk, one, "blurry")
    assert look(talk, fine) == ""


@pytest.mark.parametrize("code", ["encrypted_pdf", "empty", "corrupt_image", "polyglot"])
def test_what_is_refused_leaves_its_slot_open_with_a_way_to_mend_it(code: str) -> None:
    talk = started()
    said = look(talk, send(talk, "KTP.jpg"), code)
    assert "*KTP*" in said
    talk.say("/berkas")
    assert "0 dari 11" in talk.last.text


def test_what_a_machine_cannot_read_is_kept_for_a_person() -> None:
    talk = started()
    number = send(talk, "KTP.jpg")
    said = look(talk, number, "unreadable_by_machine", unreadable=True)
    assert "petugas" in said
    assert talk.state.papers[str(number)].state == "unreadable"


def test_its_content_tells_where_its_name_does_not() -> None:
    talk = started()
    number = send(talk, "scan.pdf")
    look(talk, number, head="DAFTAR RIWAYAT HIDUP")
    assert slot_of(talk, number) == "cv"


def test_it_asks_when_unsure_and_takes_words_or_a_button() -> None:
    talk = started()
    one, other = send(talk, "IMG_1.jpg"), send(talk, "IMG_2.jpg")
    look(talk, one)
    assert "belum jelas" in look(talk, other)
    talk.press("IMG_1.jpg")
    assert "untuk bagian mana" in talk.last.text
    talk.say("itu ktp saya")
    talk.press("IMG_2.jpg")
    talk.press("NPWP")
    assert (slot_of(talk, one), slot_of(talk, other)) == ("ktp", "npwp")


def test_over_a_calm_screen_the_question_is_opened_at_once() -> None:
    talk = started()
    talk.say("/berkas")
    look(talk, send(talk, "IMG_1.jpg"))
    assert talk.state.asked.screen.startswith("paper:")


def test_the_screen_it_is_sent_to_says_what_it_is() -> None:
    talk = started()
    talk.say("/berkas")
    talk.press("Buka: NIB")
    assert slot_of(talk, send(talk, "scan001.pdf")) == "nib"
    assert slot_of(talk, send(talk, "KTP.jpg")) == "ktp"


def test_the_same_bytes_are_one_file() -> None:
    talk = started()
    first = send(talk, "KTP.jpg")
    talk.hear(Filed(document=next(numbers), name="b.jpg", digest=f"digest {first}"))
    assert list(talk.state.papers) == [str(first)]
    assert receipt(first) in talk.last.text


def test_the_same_bytes_are_found_also_when_they_come_later() -> None:
    talk = started()
    first = send(talk, "KTP.jpg")
    second = next(numbers)
    talk.hear(Filed(document=second, name="b.jpg"))
    look(talk, second, digest=f"digest {first}")
    assert list(talk.state.papers) == [str(first)]


def test_a_new_paper_takes_the_place_of_the_old() -> None:
    talk = started()
    old = send(talk, "KTP.jpg")
    new = send(talk, "KTP baru.jpg")
    assert list(talk.state.papers) == [str(new)]
    assert talk.state.papers[str(new)].replaces == old
    assert receipt(old) in talk.last.text


def test_where_several_are_wanted_they_stand_together_and_only_refused_ones_go() -> None:
    talk = started()
    one = send(talk, "paklaring 1.pdf")
    look(talk, one, "encrypted_pdf")
    two, three = send(talk, "paklaring 2.pdf"), send(talk, "paklaring 3.pdf")
    assert list(talk.state.papers) == [str(two), str(three)]


def test_pages_sent_at_once_do_not_replace_each_other() -> None:
    talk = started()
    for page in (1, 2, 3):
        send(talk, f"ijazah {page}.jpg", batch="album")
    assert len(talk.state.papers) == 3


def test_only_what_comes_with_the_proof_of_sending_is_proof() -> None:
    talk = started()
    asked = talk.state.asked.screen
    talk.say("sudah kirim")
    one, other = (send(talk, name, batch="album") for name in ("layar1.png", "layar2.png"))
    assert (slot_of(talk, one), slot_of(talk, other)) == (FORM, FORM)
    assert talk.state.asked.screen == asked
    assert slot_of(talk, send(talk, "KTP.jpg")) == "ktp"
    assert talk.audit.count("form_sent") == 1
    assert len(talk.state.papers) == 3


@pytest.mark.parametrize("why", ["too_large", "quota", "empty", "kind"])
def test_what_was_not_kept_is_said(why: str) -> None:
    talk = started()
    said = talk.hear(Filed(document=0, name="KTP.jpg", refused=why))  # type: ignore[arg-type]  # one of its words
    assert "KTP.jpg" in said
    assert talk.state.papers == {}


def test_a_lost_one_is_asked_for_again() -> None:
    talk = started()
    number = send(talk, "KTP.jpg")
    assert "kirim lagi" in look(talk, number, lost=True)
    assert talk.state.papers == {}


def test_a_look_at_what_was_removed_meanwhile_changes_nothing() -> None:
    talk = started()
    number = send(talk, "KTP.jpg")
    talk.say("/berkas")
    talk.press("KTP", "KTP.jpg", "Hapus berkas ini")
    assert "document_removed" in talk.audit
    assert look(talk, number) == ""
    assert talk.state.papers == {}


def test_the_checklist_names_later_papers_and_never_asks_for_them() -> None:
    talk = started()
    talk.say("/berkas")
    assert "0 dari 11" in talk.last.text
    assert "mohon tidak dikirim sekarang" in talk.last.text
    assert "SKCK" in talk.last.text
    assert "SKCK" not in " ".join(card.title for card in talk.last.cards)
    assert talk.last.links[0].to == "upload"


@pytest.mark.parametrize("slot", ["surat_lamaran", "sertifikat_perkoperasian", "ktp"])
def test_one_slot_says_what_it_proves_and_what_often_goes_wrong(slot: str) -> None:
    talk = started()
    talk.say("/berkas")
    talk.hear(Pressed(f"slot:{slot}::0"))
    assert "Informasi umum, bukan dari pengumuman" in talk.last.text
    assert "5 MB" in talk.last.text


@pytest.mark.parametrize(
    "token",
    ["slot:nothing::0", "paper:7::0", "paper:7:remove:0", "slot:ktp:x:0", "paper:x:is.ktp:0"],
)
def test_buttons_of_nothing(token: str) -> None:
    talk = started()
    talk.hear(Pressed(token))
    assert "tidak berlaku" in talk.last.text


def test_a_button_that_sorts_to_no_slot_changes_nothing() -> None:
    talk = started()
    number = send(talk, "IMG_1.jpg")
    talk.hear(Pressed(f"paper:{number}:is.nothing:0"))
    assert slot_of(talk, number) == ""


@pytest.mark.parametrize(
    ("word", "number"),
    [("A-12345", "A-12345"), ("sudah", ""), ("nomor 77 / 2025", "nomor 77 / 2025")],
)
def test_the_form_was_sent_with_or_without_a_number(word: str, number: str) -> None:
    talk = started()
    talk.say("sudah saya kirim")
    talk.say(word)
    assert talk.state.form_sent
    assert talk.state.form_number == number
    assert "form_sent" in talk.audit
    talk.say("formulir")
    assert "sudah dikirim menurut Bapak/Ibu" in talk.last.text
    assert "belum terkirim" not in talk.last.text


def test_a_screenshot_also_says_that_it_was_sent() -> None:
    talk = started()
    talk.say("/terkirim")
    number = send(talk, "Screenshot.png")
    assert talk.state.form_sent
    assert slot_of(talk, number) == "-form"
    look(talk, number)
    talk.say("/berkas")
    assert "0 dari 11" in talk.last.text


def test_it_can_be_taken_back() -> None:
    talk = started()
    talk.say("/terkirim")
    talk.press("Ya, tanpa nomor")
    talk.say("/terkirim", "belum")
    assert not talk.state.form_sent


@pytest.mark.parametrize("where", ["berhenti dulu", "formulir", "/kit", "/berkas"])
def test_every_end_says_that_it_is_not_sent(where: str) -> None:
    talk = started()
    talk.say(where)
    assert "belum terkirim" in talk.last.text


def test_before_the_opening_it_cannot_have_been_sent() -> None:
    talk = started(OPEN - timedelta(days=2))
    talk.say("/terkirim")
    talk.say("A-12345")
    assert not talk.state.form_sent


def test_the_kit_says_what_is_missing_and_that_it_is_no_application() -> None:
    talk = started()
    talk.say("/kit")
    assert not talk.last.links
    send(talk, "KTP.jpg")
    talk.say("/kit")
    assert "NPWP" in talk.last.text
    assert "bukan pendaftaran" in talk.last.text
    assert talk.last.links[0].to == "kit"


def test_after_the_closing_nothing_is_asked_for() -> None:
    talk = started()
    send(talk, "KTP.jpg")
    talk.now = CLOSING
    talk.say("/berkas")
    assert "tidak lagi dikumpulkan" in talk.last.text
    assert talk.last.links == ()
    talk.press("KTP")
    assert talk.last.links == ()


def test_withdrawing_takes_the_papers_along() -> None:
    talk = started()
    send(talk, "KTP.jpg")
    talk.say("/terkirim")
    talk.press("Ya, tanpa nomor")
    talk.say("cabut persetujuan")
    talk.press("Ya, tarik")
    assert (talk.state.papers, talk.state.form_sent) == ({}, "")


def test_beginning_again_leaves_the_papers() -> None:
    talk = started()
    number = send(talk, "KTP.jpg")
    talk.say("mulai dari awal")
    talk.press("Ya, mulai lagi")
    assert str(number) in talk.state.papers


def test_in_english_too() -> None:
    talk = started()
    talk.say("english")
    number = send(talk, "KTP.jpg")
    assert "File received" in talk.last.text
    assert "nothing to note" in look(talk, number)
    talk.say("my files")
    assert "1 of 11" in talk.last.text


def test_what_is_sorted_later_is_looked_at_as_what_it_is() -> None:
    talk = started()
    number = send(talk, "IMG_1.jpg")
    look(talk, number)
    talk.press("IMG_1.jpg", "KTP")
    paper = talk.state.papers[str(number)]
    assert (paper.state, paper.looks) == ("waiting", 1)
    assert "hasilnya menyusul" in talk.last.text
    assert "*KTP*" in look(talk, number, slot="ktp")
    assert talk.state.papers[str(number)].state == "looked"


def test_what_is_sorted_while_it_is_looked_at_is_looked_at_once_more() -> None:
    talk = started()
    number = send(talk, "IMG_1.jpg")
    talk.say("/berkas")
    talk.press("IMG_1.jpg", "KTP")
    assert talk.state.papers[str(number)].looks == 0
    assert look(talk, number, slot="") == ""
    assert talk.state.papers[str(number)].looks == 1
    assert "*KTP*" in look(talk, number, slot="ktp")


def test_sorted_to_where_it_is_nothing_is_looked_at() -> None:
    talk = started()
    number = send(talk, "KTP.jpg")
    look(talk, number)
    talk.hear(Pressed(f"paper:{number}:is.ktp:0"))
    assert talk.state.papers[str(number)].looks == 0


@pytest.mark.parametrize(
    ("head", "guess", "slot"),
    [
        ("", "nib", "nib"),
        ("DAFTAR RIWAYAT HIDUP", "", "cv"),
        ("DAFTAR RIWAYAT HIDUP", "cv", "cv"),
        ("DAFTAR RIWAYAT HIDUP", "nib", ""),
        ("", "nothing", ""),
        ("", "", ""),
    ],
)
def test_its_contents_tell_what_it_is_or_it_is_asked(head: str, guess: str, slot: str) -> None:
    talk = started()
    number = send(talk, "scan.pdf")
    look(talk, number, slot="", head=head, slot_guess=guess)
    assert slot_of(talk, number) == slot
    assert talk.state.papers[str(number)].state == ("waiting" if slot else "looked")


def test_what_was_recognised_is_said_with_a_way_to_put_it_right() -> None:
    talk = started()
    number = send(talk, "scan.pdf")
    assert look(talk, number, slot="", slot_guess="nib") == ""
    said = look(talk, number, slot="nib")
    assert "*NIB*: tidak ada catatan (dikenali dari isi *scan.pdf*" in said
    talk.press("scan.pdf")
    talk.hear(Pressed(f"paper:{number}:is.cv:0"))
    assert slot_of(talk, number) == "cv"
    assert "dikenali" not in look(talk, number, slot="cv")


def test_letters_that_could_not_be_read_are_said_kindly() -> None:
    talk = started()
    said = look(talk, send(talk, "KTP.jpg"), unread=True)
    assert "belum dapat dibaca otomatis; petugas akan melihatnya" in said
    talk.say("/berkas")
    assert "1 dari 11" in talk.last.text


def test_one_file_for_two_parts_stays_in_both_with_a_warning() -> None:
    talk = started()
    send(talk, "ijazah.pdf")
    number = next(numbers)
    talk.hear(Filed(document=number, name="transkrip.pdf", digest=f"digest {number - 1}"))
    assert slot_of(talk, number) == "transkrip"
    assert "sama persis" in look(talk, number, digest=f"digest {number - 1}")


def test_the_same_bytes_say_what_an_unsorted_one_is() -> None:
    talk = started()
    number = send(talk, "scan.pdf")
    look(talk, number)
    talk.hear(Filed(document=next(numbers), name="NIB.pdf", digest=f"digest {number}"))
    assert slot_of(talk, number) == "nib"
    assert talk.state.papers[str(number)].state == "waiting"
    assert "*NIB*" in look(talk, number, slot="nib")


def test_an_earlier_paper_that_differs_from_a_later_one_is_told() -> None:
    talk = started()
    look(talk, send(talk, "ijazah.pdf"), fields={"nama": "Budi Santoso"})
    said = look(talk, send(talk, "KTP.jpg"), fields={"nama": "SITI AMINAH"})
    assert "*KTP*: tidak ada catatan" in said
    assert "*Ijazah*: Nama pada berkas ini" in said


def test_proofs_that_suffice_together_are_not_called_short() -> None:
    talk = started()
    one, two = send(talk, "paklaring 1.pdf"), send(talk, "paklaring 2.pdf")
    fields = {"mulai": "2020-01-01", "selesai": "2021-12-31"}
    assert "kurang dari" in look(talk, one, "experience_short", fields=fields)
    fields = {"mulai": "2022-01-01", "selesai": "2022-12-31"}
    assert "kurang dari" not in look(talk, two, "experience_short", fields=fields)


def test_what_is_missing_is_known_after_each_turn_that_changed_papers() -> None:
    talk = started()
    whole = talk.state.missing
    assert whole == ",".join(slot.id for slot in edition().posting.slots)
    number = send(talk, "KTP.jpg")
    assert "ktp" not in (talk.state.missing or "").split(",")
    look(talk, number, "encrypted_pdf")
    assert talk.state.missing == whole


def test_the_checklist_says_in_its_own_words_where_each_upload_stands() -> None:
    talk = started()
    look(talk, send(talk, "KTP.jpg"))
    talk.say("berkas")
    words = {card.title: card.label for card in talk.last.cards}
    assert (words["KTP"], words["NIB"]) == ("Ada, tanpa catatan", "Belum ada")
