"""Rules that the shipped posting does not use, over an invented posting."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from conversations.eligibility.assess import Assessment, assess, differs_later
from conversations.eligibility.explain import explain
from conversations.eligibility.judge import UNSURE
from conversations.eligibility.points import Explained
from conversations.eligibility.rules import facts_of
from conversations.posting.edition import Edition
from conversations.posting.parse import parse
from tests.conversations.eligibility.invented import EDITION, GOOD, OPENS, POSTING, TEXT, TEXTS
from tests.conversations.eligibility.shipped import PHRASES


def judged(**changed: object) -> Assessment:
    return assess(POSTING, known(changed))


def known(changed: Mapping[str, object]) -> dict[str, object]:
    return {**GOOD, **changed}


def point(requirement: str, now: datetime = OPENS, /, **changed: object) -> Explained:
    values = known(changed)
    told = explain(EDITION, PHRASES["id"], values, assess(POSTING, values), now)
    return next(one for one in told.points if one.requirement == requirement)


def test_the_good_one_meets_all() -> None:
    assert judged().overall == "eligible"


@pytest.mark.parametrize(
    ("changed", "requirement", "verdict", "reason"),
    [
        ({}, "nilai", "met", "Nilai Bapak/Ibu 3,25, dan minimalnya 3,00."),
        ({"nilai": 2.9}, "nilai", "not_met", "Nilai Bapak/Ibu 2,9, sedangkan minimalnya 3,00."),
        ({}, "bahasa", "met", "Jawa termasuk yang diminta (jawa atau sunda)."),
        ({"bahasa": "bali"}, "bahasa", "not_met",
         "Bali tidak termasuk yang diminta (jawa atau sunda)."),
        ({}, "kota", "met", "Kota asal Bapak/Ibu: solo."),
        ({"kota": "Tegal"}, "kota", "not_met",
         "Kota asal Bapak/Ibu Tegal, sedangkan yang diminta Solo."),
        ({}, "bukan-kota", "met", "Kota asal Bapak/Ibu: solo."),
        ({"kota": "bandung"}, "bukan-kota", "not_met",
         "Kota asal Bapak/Ibu bandung, dan hal itu dikecualikan oleh persyaratan ini."),
        ({"kota": UNSURE}, "bukan-kota", "unsure", "Masih perlu dipastikan: kota asal."),
        ({"kota": None}, "bukan-kota", "unanswered", "Belum dijawab: kota asal."),
        ({}, "bukan-perokok", "met", "Kebiasaan merokok Bapak/Ibu: tidak."),
        ({"perokok": True}, "bukan-perokok", "not_met", "Bapak/Ibu merokok."),
        ({}, "tidak-bukan", "met", "Kebiasaan merokok Bapak/Ibu: tidak."),
        ({"perokok": True}, "tidak-bukan", "not_met", "Bapak/Ibu merokok."),
        ({"bahasa": "bali"}, "bukan-bahasa", "not_met",
         ("Bahasa Bapak/Ibu bali, dan hal itu dikecualikan oleh persyaratan ini; kota asal"
          " Bapak/Ibu solo, dan hal itu dikecualikan oleh persyaratan ini.")),
        ({"kode": ["111"]}, "bukan-kode", "not_met",
         "Kode Bapak/Ibu 111, dan hal itu dikecualikan oleh persyaratan ini."),
        ({"kode": [333, "444"]}, "bukan-kode", "met",
         "Kode Bapak/Ibu: 333 dan 444; kode Bapak/Ibu: 333 dan 444."),
        ({"kartu.has": False, "kartu.until": None, "kota": None}, "kartu", "not_met",
         "Kartu.has Bapak/Ibu tidak, sedangkan yang diminta ya."),
        ({}, "bukan-kartu", "met", "Kartu.until Bapak/Ibu: 1 Januari 2026."),
    ],
)  # fmt: skip
def test_verdict_and_reason(
    changed: dict[str, Any], requirement: str, verdict: str, reason: str
) -> None:
    assert judged(**changed).findings[requirement].verdict == verdict
    assert point(requirement, **changed).reason == reason


def test_what_has_no_text_of_its_own_gets_a_plain_change() -> None:
    assert point("kota", kota="Tegal").remedy == "Ubah kota asal menjadi Solo."
    assert point("bukan-kota", kota="Bandung").remedy == "Penuhi persyaratan tentang kota asal."
    assert point("bahasa", bahasa="bali").remedy == "Penuhi persyaratan tentang bahasa."
    assert point("bukan-perokok", perokok=True).remedy == "Ubah kebiasaan merokok menjadi tidak."
    one = point("nilai", nilai=1)
    assert (one.possible, one.title) == ("never", "nilai")
    assert one.remedy.startswith("Syarat ini tidak dapat diubah oleh siapa pun.")


def test_of_what_is_excluded_together_the_easiest_is_to_change() -> None:
    one = point("bukan-bahasa", bahasa="bali")
    assert one.remedy == "Penuhi persyaratan tentang kota asal."


def test_of_what_is_excluded_each_everything_is_to_change() -> None:
    assert point("bukan-kode", kode=["111", "222"]).remedy == "Penuhi persyaratan tentang kode."
    both = explain(
        EDITION, PHRASES["id"], known({"kode": ["111", "222"], "perokok": True}),
        judged(kode=["111", "222"], perokok=True), OPENS,
    ).shortest  # fmt: skip
    assert [needed.requirements for needed in both.changes] == [
        ("bukan-kode",), ("bukan-perokok", "tidak-bukan"),
    ]  # fmt: skip


def test_unknown_facts_matter_only_on_the_way_that_is_taken() -> None:
    one = point("kartu", **{"kartu.has": False, "kartu.until": None, "kota": None})
    assert one.answer == ("kartu.until", "kota")
    one = point("kartu", **{"kartu.until": "2020-01-01", "kota": "Tegal"})
    assert one.remedy == "Penuhi persyaratan tentang kartu.until."
    assert one.answer == ()


def test_an_unknown_fact_beside_an_excluded_one_is_asked() -> None:
    one = point("bukan-bahasa", bahasa="bali", kota=None)
    assert one.answer == ("kota",)
    assert point("bukan-salah", bahasa=None, kota="Bandung").answer == ("bahasa",)
    assert point("bukan-salah", bahasa="bali", kota="Bandung").answer == ()


def test_holding_is_said_where_nothing_else_of_the_record_is() -> None:
    one = point("kartu", **{"kartu.until": "2020-01-01"})
    assert one.reason == "Kartu.has Bapak/Ibu: ya; kota asal Bapak/Ibu: solo."
    assert point("kartu").reason == ("Kartu.has Bapak/Ibu: ya; kota asal Bapak/Ibu: solo.")
    valid = point("kartu", **{"kartu.until": "2026-05"})
    assert valid.reason == "Kartu.until sampai Mei 2026, masih berlaku pada 31 Januari 2026."


def test_words_of_the_news_site_are_marked() -> None:
    assert not point("bahasa").official
    assert point("kota").official


def test_only_requirements_of_the_position_are_judged() -> None:
    assert "kota" not in judged(position="dua").findings
    assert not {"kota", "lahir-dua"} & judged(position=None).findings.keys()
    assert "lahir-dua" not in judged().findings


def test_a_comparison_day_without_a_stage_is_named_by_its_date() -> None:
    values = known({"lahir": "2005-02-10"})
    told = explain(EDITION, PHRASES["id"], values, assess(POSTING, values), OPENS)
    assert [one.requirement for one in told.later] == ["lahir"]
    assert told.later[0].said.startswith("Bila dihitung pada hari 28 Februari 2026: Usia")


def test_without_a_comparison_day_nothing_differs() -> None:
    plain = parse(TEXT.replace("compare: {day: 2026-02-28, clause: a-1}", ""))
    values = known({"lahir": "2005-02-10"})
    found = assess(plain, values)
    assert differs_later(plain, values, found) == {}
    assert explain(Edition(plain, {"id": TEXTS}), PHRASES["id"], values, found, OPENS).later == ()


def test_a_language_that_the_posting_lacks_keeps_its_own_words() -> None:
    told = explain(EDITION, PHRASES["en"], GOOD, assess(POSTING, GOOD), OPENS)
    assert told.points[2].reason == "Your kota asal: solo."


def test_an_hour_before_the_cutoff_a_day_is_too_long() -> None:
    late = POSTING.closes_at - timedelta(hours=1)
    assert point("kartu", late, **{"kartu.has": False}).possible == "too_late"


def test_the_facts_of_a_rule_in_its_order() -> None:
    assert facts_of(POSTING.requirement["kartu"].rule) == ("kartu.has", "kartu.until", "kota")
    assert facts_of(POSTING.requirement["bukan-bahasa"].rule) == ("bahasa", "kota")


def test_only_open_facts_of_an_open_finding() -> None:
    found = judged(**{"kartu.until": None, "kota": UNSURE}).findings["kartu"]
    assert found.open == ("kartu.until",)
    assert judged().findings["kartu"].open == ()
