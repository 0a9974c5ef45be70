"""Contact details: each for a purpose, left out as one likes, changed and deleted at any time."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.lexicon import load_lexicon
from bot.texts import load_phrases
from conversations.dialog.capabilities import Capabilities
from conversations.dialog.contact_shown import awaits_code, code_letter
from conversations.dialog.engine import Dialog
from conversations.dialog.event import Coded, Pressed, Said
from conversations.dialog.reach import MOST_CODES, CodeOutcome, Contact, code_in, email_in, name_in
from conversations.dialog.turn import Turn
from conversations.understanding.understand import Understanding
from tests.conversations.dialog.talk import CLOSING, Talk, edition, started
from tests.conversations.dialog.test_texts import places
from tests.conversations.dialog.test_verdict import GOOD

PAGE = Capabilities(can_push=False, can_edit=False, multi_select=True, identity_papers=True)
READING = Understanding(load_lexicon())
MAILING = Dialog(edition(), load_phrases()).reading(READING).mailing()
SILENT = Dialog(edition(), load_phrases()).reading(READING)
EMAIL = "siti@contoh.id"


class PageTalk(Talk):
    """On a page that cannot be reached once it is closed."""

    def hear(self, said: Said) -> str:
        self.turn: Turn = self._dialog.advance(self.state, said, self.now, PAGE)
        self.state = self.turn.state
        self.messages += self.turn.messages
        self.audit += self.turn.audit
        return "\n".join(message.text for message in self.turn.messages)


def asked() -> Talk:
    """At the code that went to an address."""
    talk = started(talker=MAILING)
    talk.say("kontak", EMAIL)
    return talk


def confirmed() -> Talk:
    talk = asked()
    talk.hear(Coded("123456", "right"))
    return talk


def on_page(dialog: Dialog = MAILING) -> PageTalk:
    talk = PageTalk(talker=dialog)
    talk.open()
    talk.press("Setuju", "Sudah saya baca")
    return talk


def test_each_is_given_once_with_a_consent_of_its_own() -> None:
    talk = confirmed()
    assert talk.keys == ["contact:name"]
    talk.say("Siti Aminah")
    assert talk.keys == ["contact:whatsapp"]
    told = talk.say("0812 3456 7890")
    contact = talk.state.contact
    assert (contact.name, contact.email, contact.whatsapp) == (
        "Siti Aminah", EMAIL, "+6281234567890",
    )  # fmt: skip
    assert set(contact.consents) == {"name", "email", "whatsapp"}
    assert f"{EMAIL} (sudah dikonfirmasi)" in told
    assert talk.say("kembali")
    assert talk.keys == ["question:birth_date"]


def test_each_says_what_it_is_for_and_can_be_left_out() -> None:
    talk = started(talker=MAILING)
    talk.say("kontak")
    talk.press("Email")
    for key in ("contact:email", "contact:name", "contact:whatsapp"):
        assert talk.keys == [key]
        assert "Kegunaannya" in talk.last.text
        talk.press("Lewati")
    assert talk.keys == ["contact"]
    assert talk.state.contact.consents == {}


def test_nothing_is_asked_before_consent() -> None:
    talk = Talk(talker=MAILING)
    talk.open()
    talk.say("kontak")
    assert talk.keys == ["consent"]
    assert talk.hear(Pressed("contact:email::0"))
    assert talk.state.contact == Contact()


def test_the_code_is_asked_for_once_however_often_it_is_pressed() -> None:
    talk = asked()
    assert talk.keys == ["contact:code"]
    assert (len(talk.state.contact.codes), awaits_code(talk.state)) == (1, True)
    assert "detik lagi" in talk.press("Kirim kode lagi")
    assert "detik lagi" in talk.say(EMAIL)
    assert len(talk.state.contact.codes) == 1
    talk.now += timedelta(minutes=1)
    token = talk.token("Kirim kode lagi")
    talk.hear(Pressed(token))
    assert talk.hear(Pressed(token)) == ""
    assert len(talk.state.contact.codes) == 2


def test_another_address_gets_its_code_at_once_and_a_day_has_an_end() -> None:
    talk = asked()
    for number in range(2, MOST_CODES + 1):
        assert "sedang dikirim" in talk.say(f"siti{number}@contoh.id")
    assert "besok" in talk.say("lain@contoh.id")
    assert (talk.state.contact.email, len(talk.state.contact.codes)) == ("lain@contoh.id", 5)
    assert "besok" in talk.press("Kirim kode lagi")
    talk.now += timedelta(days=1)
    assert "sedang dikirim" in talk.press("Kirim kode lagi")
    assert len(talk.state.contact.codes) == 1


@pytest.mark.parametrize(("outcome", "told"), [
    ("wrong", "belum cocok"), ("spent", "terlalu sering"), ("expired", "tidak berlaku"),
])  # fmt: skip
def test_a_code_that_does_not_fit_confirms_nothing(outcome: CodeOutcome, told: str) -> None:
    talk = asked()
    assert told in talk.hear(Coded("123456", outcome))
    assert (talk.keys, talk.state.contact.email_confirmed) == (["contact:code"], "")


def test_a_code_twice_or_late_changes_nothing() -> None:
    talk = confirmed()
    before = talk.state.contact
    assert "sudah dikonfirmasi" in talk.hear(Coded("123456", "right"))
    assert talk.state.contact == before
    assert not awaits_code(talk.state)


def test_a_button_that_never_was_changes_nothing() -> None:
    talk = confirmed()
    for token in ("contact::drop_all:9", "contact:name:give:9", "contact:x::0", "contact::zz:0"):
        assert "tidak berlaku" in talk.hear(Pressed(token))
    assert talk.state.contact.email == EMAIL


def test_an_old_button_of_the_code_asks_for_nothing() -> None:
    talk = asked()
    old = talk.token("Kirim kode lagi")
    talk.press("Nanti saja")
    talk.now += timedelta(hours=1)
    assert "pesan yang lama" in talk.hear(Pressed(old))
    assert (talk.keys, len(talk.state.contact.codes)) == (["contact:code"], 1)
    talk.hear(Coded("123456", "right"))
    assert "tidak berlaku" in talk.hear(Pressed(old))


def test_words_that_are_no_code_are_asked_again_and_a_question_is_answered() -> None:
    talk = asked()
    assert "6 angka" in talk.say("12345")
    assert talk.keys == ["contact:code"]
    talk.say("nanti")
    assert talk.keys == ["pause"]


@pytest.mark.parametrize(("key", "words", "told"), [
    ("Email", "siti@contoh", "belum lengkap"), ("Email", "a@b.id c@d.id", "belum lengkap"),
    ("Email", "siti 99", "belum lengkap"), ("Nama", "www.x.id/1", "nama saja"),
    ("WhatsApp", "0812", "ponsel yang lengkap"), ("Email", "halo", "belum memahaminya"),
])  # fmt: skip
def test_what_does_not_fit_is_asked_again(key: str, words: str, told: str) -> None:
    talk = started(talker=MAILING)
    talk.say("kontak")
    talk.press(key)
    assert told in talk.say(words)
    assert talk.state.contact == Contact()


def test_not_knowing_leaves_it_out() -> None:
    talk = started(talker=MAILING)
    talk.say("kontak")
    talk.press("Nama")
    talk.say("tidak tahu")
    assert "name" in talk.state.contact.skipped
    talk.press("Data kontak", "WhatsApp")
    talk.say("lupa")
    assert "whatsapp" in talk.state.contact.skipped


@pytest.mark.parametrize("words", ["skip", "Lewati saja.", "tidak", "tidak usah", "enggak"])
def test_a_no_leaves_it_out_and_is_no_name(words: str) -> None:
    talk = confirmed()
    talk.say(words)
    talk.say(words)
    assert talk.keys == ["contact"]
    assert (talk.state.contact.name, talk.state.contact.whatsapp) == ("", "")


def test_a_number_is_taken_where_all_is_shown() -> None:
    talk = started(talker=MAILING)
    talk.say("kontak", "nomor saya 0812-3456-7890")
    assert talk.state.contact.whatsapp == "+6281234567890"


def test_a_question_at_any_of_them_is_answered_and_asked_again() -> None:
    talk = started(talker=MAILING)
    for label in ("Nama", "WhatsApp", "Email"):
        talk.say("kontak")
        talk.press(label)
        talk.say("untuk apa itu, kenapa ditanyakan?", "kenapa? kok diminta")
        assert talk.keys == [talk.last.key]
        assert talk.last.key.startswith("contact:")
    assert talk.state.contact == Contact()


def test_a_yes_is_no_name() -> None:
    talk = confirmed()
    assert "nama saja" in talk.say("ya")
    assert talk.keys == ["contact:name"]


def test_each_can_be_changed_and_deleted() -> None:
    talk = confirmed()
    talk.say("Siti")
    talk.say("081234567890")
    talk.press("Nama")
    assert "Siti" in talk.last.text
    talk.say("Siti Aminah")
    assert talk.state.contact.name == "Siti Aminah"
    for label in ("Hapus email", "Hapus nama", "Hapus WhatsApp"):
        assert "sudah dihapus" in talk.press(label)
    contact = talk.state.contact
    assert (contact.email, contact.name, contact.whatsapp) == ("", "", "")
    assert (contact.consents, contact.email_confirmed) == ({}, "")
    assert "contact_deleted email" in talk.audit


def test_another_address_has_to_be_confirmed_again() -> None:
    talk = confirmed()
    talk.say("kontak")
    assert "sudah dikonfirmasi" in talk.say(EMAIL)
    talk.say("kontak", "lain@contoh.id")
    assert (talk.keys, talk.state.contact.by_mail) == (["contact:code"], False)


def test_withdrawing_forgets_them() -> None:
    talk = confirmed()
    talk.say("cabut persetujuan")
    talk.press("Ya, tarik")
    assert talk.state.contact == Contact()


def test_where_there_is_no_mail_it_says_so_and_asks_for_the_rest() -> None:
    talk = started()
    assert "Email tidak tersedia" in talk.say("kontak")
    assert "Email" not in {choice.label for choice in talk.last.choices}
    assert "Email tidak tersedia" in talk.say(EMAIL)
    talk.press("Nama")
    talk.say("Siti")
    assert (talk.state.contact.email, talk.state.contact.name) == ("", "Siti")


def _reaches_verdict(talk: Talk) -> None:
    for answer in GOOD:
        talk.say(answer)


def test_who_has_only_the_page_is_asked_right_after_the_verdict_and_once() -> None:
    talk = on_page()
    _reaches_verdict(talk)
    assert talk.keys == ["verdict", "form", "contact"]
    assert "Pengingat belum bisa dikirim" in talk.last.text
    talk.press("Kembali")
    assert talk.keys == ["verdict", "form"]


def test_who_can_be_reached_is_not_asked() -> None:
    for talk in (started(talker=MAILING), on_page(SILENT)):
        _reaches_verdict(talk)
        assert talk.keys == ["verdict", "form"]


def test_the_checklist_says_that_nobody_can_be_reminded_until_then() -> None:
    talk = on_page()
    assert "Pengingat belum bisa dikirim" in talk.say("berkas")
    talk.press("Data kontak")
    talk.say(EMAIL)
    assert "belum dikonfirmasi" in talk.say("berkas")
    talk.say("kembali")
    talk.say("kontak", EMAIL)
    talk.hear(Coded("123456", "right"))
    assert "Pengingat belum bisa dikirim" not in talk.say("berkas")
    assert "tidak tersedia di sini" in on_page(SILENT).say("berkas")


def test_mail_that_came_back_is_told_and_confirmed_anew() -> None:
    talk = on_page()
    bounced = Contact(email=EMAIL, email_confirmed="2025-12-18T03:00:00+00:00", bounced="x")
    talk.state.contact = bounced
    assert "kembali" in talk.say("berkas")
    assert "surat kembali" in talk.say("kontak")
    talk.say(EMAIL)
    assert talk.state.contact.pending


def test_after_the_closing_nobody_is_asked() -> None:
    talk = on_page()
    talk.now = CLOSING
    _reaches_verdict(talk)
    assert "Pengingat" not in talk.last.text


def test_the_letter_holds_the_code_and_no_name() -> None:
    talk = asked()
    talk.state.contact = Contact(email=EMAIL, name="Menang undian")
    for language in ("id", "en"):
        talk.state.language = language
        message = code_letter(MAILING.scene(talk.state, talk.now), "012345")
        assert "*012345*" in message.text
        assert (message.to, message.name) == (EMAIL, "")
        assert "undian" not in message.text


@pytest.mark.parametrize("only", ["contact", "mail"])
def test_both_languages_have_the_same_sentences_with_the_same_places(only: str) -> None:
    first, second = load_phrases(only)["id"], load_phrases(only)["en"]
    assert first.keys() == second.keys()
    for key in first.keys():  # noqa: SIM118 - no mapping
        assert places(first(key)) == places(second(key))


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_button_fits_every_channel(language: str) -> None:
    talk = confirmed()
    talk.say("Siti")
    talk.say("081234567890")
    talk.state.language = language
    for key in ("", "email", "name", "whatsapp", "code"):
        talk.state.contact = replace(talk.state.contact, email_confirmed="")
        talk.hear(Pressed(f"contact:{key}::0"))
        labels = [choice.label for choice in talk.last.choices]
        most = 20 if len(labels) <= 3 else 24
        assert len(labels) <= 10
        assert max(map(len, labels)) <= most


@pytest.mark.parametrize(("text", "email"), [
    ("Siti.A+x@Contoh.ID", "siti.a+x@contoh.id"), ("email saya: <siti@contoh.id>.", EMAIL),
    ("mailto:siti@contoh.id", EMAIL), ("siti@contoh.id, siti@contoh.id", EMAIL),
    ("siti@contoh", ""), ("@contoh.id", ""), ("a..b@contoh.id", ""), ("a.@contoh.id", ""),
    ("a@-contoh.id", ""), ("a@contoh.id\r\nbcc:b@c.id", ""), ("a@b@contoh.id", ""),
    ("é@contoh.id", ""), ("a" * 65 + "@contoh.id", ""), ("a@" + "b" * 250 + ".id", ""), ("", ""),
])  # fmt: skip
def test_an_address_in_words(text: str, email: str) -> None:
    assert email_in(text) == email


@pytest.mark.parametrize(("text", "name"), [
    ("  Siti   Aminah ", "Siti Aminah"), ("Ny. O'Brien-Siregar, S.E.", "Ny. O'Brien-Siregar, S.E."),
    ("Siti\r\nBcc: x", "Siti Bcc: x"), ("S", ""), ("12", ""), ("a@b.id", ""), ("<b>", ""),
    ("kenapa?", ""), ("x" * 81, ""), ("--", ""),
])  # fmt: skip
def test_a_name_in_words(text: str, name: str) -> None:
    assert name_in(text) == name


@pytest.mark.parametrize(("text", "code"), [
    ("123456", "123456"), ("123 456", "123456"), ("kode saya 012-345.", "012345"),
    ("12345", ""), ("1234567", ""), ("saya lahir 12-03-90 di kota Depok", ""), ("", ""),
    ("१२३४५६", ""),
])  # fmt: skip
def test_a_code_in_words(text: str, code: str) -> None:
    assert code_in(text) == code
