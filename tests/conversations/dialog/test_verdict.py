"""The outcome: what fails comes first, what can be done, and that the official form decides."""

from datetime import timedelta

import pytest

from conversations.dialog.event import Pressed
from tests.conversations.dialog.talk import CLOSING, OPEN, Talk, edition, started

PERIOD = "pendamping koperasi, Dinas, 02-2019 sampai 06-2023, ada bukti"
GOOD = ("14 Mei 1990", "4", "Jakarta Timur", "1,2,3,4,5,6,8 sisanya tidak", "1 Agustus 2027",
        "1,2,3,4,5,6,7,9 sisanya tidak", "NIB perorangan", "70209", PERIOD)  # fmt: skip


def done(now: object = OPEN, **changed: str) -> Talk:
    """A talk that reached its verdict, with some answers changed by question."""
    talk = started(now)  # type: ignore[arg-type] # a time
    named = dict(zip(("birth_date", "education", "domicile", "papers", "sim_c_until", "standing",
                      "nib", "kbli", "experience"), GOOD, strict=True))  # fmt: skip
    while talk.state.asked.screen.startswith("q:"):
        question = talk.state.asked.screen[2:]
        talk.say((named | changed)[question])
    return talk


def test_eligible_by_the_self_check_and_never_passed() -> None:
    talk = done()
    told = "\n".join(message.text for message in talk.turn.messages)
    assert talk.keys == ["verdict", "form"]
    assert (talk.state.verdict, talk.state.progress) == ("eligible", "checked")
    assert "Memenuhi menurut cek mandiri" in told
    assert "lulus" not in told.casefold()
    assert talk.audit[-1] == "verdict_reached"


def test_the_form_is_quoted_exactly_with_its_uploads_and_closing() -> None:
    talk = done()
    assert talk.last.text.count("https://bit.ly/RekrutmenTAFasilitasiPendampinganKoperasi2026") == 1
    for slot in edition().posting.slots:
        assert f"- {edition().texts['id'].slots[slot.id].name}" in talk.last.text
    assert "(11)" in talk.last.text
    assert "22 Desember 2025 pukul 16.00 WIB" in talk.last.text
    assert "bukan pendaftaran" in talk.last.text


def test_there_is_one_card_for_each_requirement_with_its_clause() -> None:
    cards = done().turn.messages[0].cards
    posting, texts = edition().posting, edition().texts["id"]
    assert sorted(card.title for card in cards) == sorted(
        texts.requirements[requirement.id].title for requirement in posting.requirements
    )
    assert all(card.clause == texts.clauses[card.clause_id] for card in cards)
    assert all(card.official and card.reason for card in cards)


def test_what_fails_stands_first_then_what_is_unknown_then_what_is_only_preferred() -> None:
    talk = done(nib="Belum punya NIB", papers="1,3,4,5,6,8 sisanya tidak", sim_c_until="belum tahu",
                standing="1,2,3,4,7 sisanya belum tahu")  # fmt: skip
    marks = [card.mark for card in talk.turn.messages[0].cards]
    order = {"not_met": 0, "unsure": 1, "note": 2, "met": 3}
    assert marks == sorted(marks, key=lambda mark: order[mark])
    assert {"not_met", "unsure", "note", "met"} == set(marks)
    assert "Perhatikan dahulu persyaratan yang belum terpenuhi" in talk.last.text


def test_a_failing_point_says_the_smallest_change_and_leads_to_its_answer() -> None:
    talk = done(kbli="47911")
    card = talk.turn.messages[0].cards[0]
    assert (card.mark, card.clause_id) == ("not_met", "khusus-1")
    assert "Tambahkan KBLI 70209" in card.remedy
    assert card.general.startswith("Satu NIB")
    assert card.action
    talk.hear(Pressed(card.action.token))
    assert talk.keys == ["question:kbli"]
    talk.say("70209")
    assert (talk.keys, talk.state.verdict) == (["verdict", "form"], "eligible")


def test_what_is_unknown_is_to_be_answered() -> None:
    talk = done(standing="1,2,3,4,7 sisanya belum tahu")
    card = talk.turn.messages[0].cards[0]
    assert card.action
    assert (card.mark, card.action.label) == ("unsure", "Jawab")
    assert talk.state.verdict == "needs_info"


def test_what_nobody_can_change_is_said_kindly_and_once() -> None:
    talk = done(birth_date="1 Januari 1960")
    told = talk.turn.messages
    kind = edition().texts["id"].requirements["umum-3"].never
    whole = [told[0].text, *(card.remedy for card in told[0].cards)]
    assert sum(part.count(kind) for part in whole) == 1


@pytest.mark.parametrize("born", ["28 Desember 1969", "23 Desember 2000"])
def test_who_would_be_judged_otherwise_on_the_day_of_signing_is_told(born: str) -> None:
    assert "31 Desember 2025" in done(birth_date=born).turn.messages[0].text
    assert "31 Desember 2025" not in done().turn.messages[0].text


def test_a_changed_answer_asks_only_what_depends_on_it() -> None:
    talk = done(nib="Belum punya NIB")
    talk.press("NIB")
    talk.press("NIB perorangan")
    assert talk.keys == ["question:kbli"]
    assert talk.state.verdict == "needs_info"
    talk.say("70209")
    assert talk.state.verdict == "eligible"
    assert talk.audit.count("verdict_reached") == 1


def test_the_outcome_can_be_seen_again_and_left() -> None:
    talk = done()
    talk.press("Ringkasan", "Lanjutkan")
    assert talk.keys == ["verdict", "form"]
    talk.say("konvensi", "hasil")
    assert talk.keys == ["verdict", "form"]
    talk.say("xyz")
    assert talk.keys == ["form"]
    talk.say("kembali")
    assert talk.keys == ["question:experience"]


def test_after_the_closing_nothing_is_promised() -> None:
    talk = done(CLOSING)
    told = "\n".join(message.text for message in talk.turn.messages)
    assert "https://" not in told
    assert told.count("sudah ditutup") >= 2
    assert talk.state.verdict == "eligible"


def test_before_the_opening_the_form_is_announced() -> None:
    talk = done(OPEN - timedelta(days=3))
    assert "dibuka pada 18 Desember 2025" in talk.last.text


@pytest.mark.parametrize(("name", "changed"), [
    ("Rina", {}),
    ("Bagus", {"nib": "Belum punya NIB", "experience": "fasilitator umkm, Rumah BUMN Depok, "
               "jan 2020 sampai des 2023, ada sertifikat"}),
    ("Hendra", {"domicile": "Kabupaten Karawang"}),
])  # fmt: skip
def test_a_verdict_takes_at_most_ten_replies_after_consent(
    name: str, changed: dict[str, str]
) -> None:
    talk = Talk()
    talk.open()
    talk.press("Setuju")
    before = talk.state.turn
    talk.press("Sudah saya baca")
    answers = dict(zip(("birth_date", "education", "domicile", "papers", "sim_c_until", "standing",
                        "nib", "kbli", "experience"), GOOD, strict=True)) | changed  # fmt: skip
    while talk.state.progress != "checked":
        talk.say(answers[talk.state.asked.screen[2:]])
    assert talk.state.turn - before <= 10, name
