"""A second posting, of another agency: several positions, yes/no and number questions."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.postings import load_edition
from bot.texts import load_phrases
from conversations.dialog.engine import Dialog
from conversations.dialog.event import Pressed
from conversations.dialog.known import values
from conversations.dialog.plan import Plan
from conversations.dialog.state import Fact
from conversations.eligibility.assess import assess
from conversations.posting.edition import Edition
from tests.conversations.dialog.talk import Talk, edition, started
from tests.conversations.understanding.reading import understanding

OTHER = load_edition(Path(__file__).parents[2] / "postings" / "balai-contoh-2026")
DIALOG = Dialog(OTHER, load_phrases()).reading(understanding())


def talk_of(found: Edition = OTHER) -> Talk:
    other = Dialog(found, load_phrases()).reading(understanding())
    talk = Talk(OTHER.posting.opens_at, DIALOG if found is OTHER else other)
    talk.open()
    talk.press("Setuju")
    if found.posting.commitments:
        talk.press("Sudah saya baca")
    return talk


def test_which_position_is_asked_first_and_decides_what_follows() -> None:
    talk = talk_of()
    assert talk.keys == ["question:position"]
    assert "berbeda untuk setiap posisi" in talk.say("bantuan")
    talk.press(OTHER.texts["id"].positions["analis"])
    shown = {step.token for step in talk.last.steps}
    assert "q:toefl::0" in shown
    assert "q:domicile::0" not in shown
    assert talk.values == {"position": "analis"}


@pytest.mark.parametrize(("words", "value"), [("3,25", 3.25), ("3.5", 3.5), ("3", 3)])
def test_numbers_are_answers_not_choices(words: str, value: float) -> None:
    talk = talk_of()
    talk.hear(Pressed("q:grade_average::0"))
    talk.say(words)
    assert talk.values == {"grade_average": value}


@pytest.mark.parametrize("words", ["tinggi", "antara 3 dan 4"])
def test_what_is_no_number_is_asked_again(words: str) -> None:
    talk = talk_of()
    talk.hear(Pressed("q:grade_average::0"))
    assert "angkanya" in talk.say(words)


@pytest.mark.parametrize(
    ("words", "value"), [("ya", True), ("Tidak", False), ("sudah ada", True), ("ga", False)]
)
def test_yes_and_no(words: str, *, value: bool) -> None:
    talk = talk_of()
    talk.hear(Pressed("q:permit::0"))
    talk.say(words)
    assert talk.values == {"permit": value}
    talk.say("ringkasan")
    assert "belum tahu" not in talk.last.text


def test_what_is_neither_yes_nor_no_is_asked_again() -> None:
    talk = talk_of()
    talk.hear(Pressed("q:permit::0"))
    assert "*ya*, *tidak*" in talk.say("begitu lah")
    version = talk.state.asked.version
    assert "tidak berlaku" in talk.hear(Pressed(f"q:permit:-done:{version}"))


def test_the_rule_of_the_position_counts_the_experience() -> None:
    talk = talk_of()
    talk.press(OTHER.texts["id"].positions["analis"])
    talk.hear(Pressed("q:experience::0"))
    assert "terhitung 3 tahun" in talk.say("analis data, Balai, 01-2020 sampai 12-2022, ada bukti")


def test_a_position_without_a_rule_of_experience_only_lists() -> None:
    talk = talk_of()
    talk.press(OTHER.texts["id"].positions["penyuluh"])
    talk.hear(Pressed("q:experience::0"))
    told = talk.say("penyuluh, Balai, 01-2020 sampai 12-2022, ada bukti")
    assert "terhitung" not in told
    assert "Masa berbukti" not in told


def test_a_talk_about_it_reaches_the_same_verdict_as_the_rules() -> None:
    talk = talk_of()
    talk.press(OTHER.texts["id"].positions["penyuluh"])
    while talk.state.progress != "checked":
        talk.say("belum tahu")
    found = assess(OTHER.posting, values(Plan(OTHER.posting), talk.state.facts))
    assert talk.state.verdict == found.overall == "needs_info"


def test_while_the_position_is_unknown_nothing_of_one_position_is_asked_or_judged() -> None:
    talk = talk_of()
    talk.say("belum tahu")
    assert talk.keys == ["question:standing"]
    assert [tick.label for tick in talk.last.ticks] == [
        "Tidak merokok", "Bersedia ditempatkan di mana saja", "Berstatus PNS",
    ]  # fmt: skip
    talk.say("1,2 sisanya tidak")
    assert talk.state.verdict == "needs_info"
    card = talk.turn.messages[0].cards[0]
    assert (card.mark, card.title) == ("unanswered", "Posisi")
    assert card.reason == "Belum dijawab: posisi yang dilamar."
    assert "1 hal masih perlu dijawab" in talk.turn.messages[0].text
    assert talk.press("Jawab: Posisi").startswith("Posisi mana")


def test_what_holds_for_every_position_fails_without_one() -> None:
    talk = talk_of()
    talk.say("belum tahu", "2 sisanya tidak")
    assert talk.state.verdict == "not_eligible"


def test_boxes_are_those_of_the_position() -> None:
    talk = talk_of()
    talk.press(OTHER.texts["id"].positions["analis"])
    talk.hear(Pressed("q:standing::0"))
    shown = [tick.label for tick in talk.last.ticks]
    assert "Lulusan program berbahasa Inggris" in shown
    assert "Punya Sertifikat Kompetensi Penyuluh" not in shown
    assert "Dapat mengendarai sepeda motor" not in shown
    talk.say("semua")
    talk.press("Selesai, sisanya tidak")
    assert not {"skp.has", "motorcycle"} & talk.values.keys()


def test_a_box_of_another_position_is_not_ticked_by_its_button() -> None:
    talk = talk_of()
    talk.press(OTHER.texts["id"].positions["analis"])
    talk.hear(Pressed("q:standing::0"))
    version = talk.state.asked.version
    assert "tidak berlaku" in talk.hear(Pressed(f"q:standing:on.motorcycle:{version}"))


def test_not_knowing_any_box_leaves_other_positions_open() -> None:
    talk = talk_of()
    talk.press(OTHER.texts["id"].positions["penyuluh"])
    talk.hear(Pressed("q:standing::0"))
    talk.say("belum tahu")
    assert "english_degree" not in talk.state.facts
    assert talk.state.facts["motorcycle"].unsure


def test_a_question_that_no_position_needs_shows_all_its_boxes() -> None:
    posting = OTHER.posting
    bare = replace(posting, requirements=tuple(r for r in posting.requirements if r.positions))
    talk = talk_of(replace(OTHER, posting=bare))
    talk.hear(Pressed("q:standing::0"))
    assert len(talk.last.ticks) == len(posting.question["standing"].items)


def test_a_posting_that_asks_no_commitments_and_fixes_everything() -> None:
    bare = replace(
        edition().posting, commitments=(), readiness=(), provisions=(), conventions=(), gaps=()
    )
    talk = talk_of(replace(edition(), posting=bare))
    assert talk.keys == ["question:birth_date"]
    assert talk.say("konvensi") == ""


def test_a_language_the_product_lacks_is_left_out() -> None:
    phrases = load_phrases()
    talk = started(talker=Dialog(edition(), {"id": phrases["id"]}))
    assert "Kapan" in talk.say("english")
    assert talk.state.language == "id"


def test_facts_are_shown_even_where_no_option_fits_them() -> None:
    talk = started()
    talk.hear(Pressed("q:nib::0"))
    talk.press("NIB perorangan")
    talk.state.facts["nib.type"].value = "koperasi"
    assert "NIB: ya, koperasi" in talk.say("ringkasan")


def test_a_question_that_something_known_rules_out_is_not_on_the_list() -> None:
    posting = edition().posting
    born = replace(posting.questions[0], when={"laptop": True})
    other = replace(edition(), posting=replace(posting, questions=(born, *posting.questions[1:])))
    talk = started(talker=Dialog(other, load_phrases()))
    assert "Tanggal lahir" in [step.label for step in talk.last.steps]
    talk.state.facts["laptop"] = Fact(value=False)
    talk.say("bantuan")
    assert "Tanggal lahir" not in [step.label for step in talk.last.steps]
    assert talk.keys == ["question:education"]
