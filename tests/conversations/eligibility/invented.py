"""An invented posting of a few lines, with the rules that the shipped one does not use."""

from typing import Any

from conversations.posting.edition import Edition
from conversations.posting.parse import parse
from conversations.posting.texts import FactTexts, PostingTexts

TEXT = """
format: 1
slug: contoh
zone: Asia/Jakarta
zone_label: WIB
languages: [id]
opens: 2026-01-01T08:00
closes: 2026-01-31T16:00
as_of: 2026-01-31
compare: {day: 2026-02-28, clause: a-1}
form_url: https://contoh.example
portal: contoh.example
positions: [{id: satu, count: 1}, {id: dua, count: 1}]
clauses:
  - {id: a-1, section: a, origin: official}
  - {id: b-1, section: b, origin: news}
scales: {jenjang: [[SMA], [S1]]}
facts:
  - {key: nilai, type: number, change: never}
  - {key: bahasa, type: choice, options: [jawa, sunda, bali], change: {days: 9}}
  - {key: kota, type: text, change: {days: 2}}
  - {key: perokok, type: bool, change: {days: 5}}
  - {key: kartu.has, type: bool, change: {days: 1}}
  - {key: kartu.until, type: date, change: {days: 1}}
  - {key: kode, type: codes, change: {days: 1}}
  - {key: lahir, type: date, change: {days: 1}}
  - {key: sekolah, type: education, change: {days: 1}}
  - {key: kerja, type: experience, change: {days: 1}}
questions:
  - {id: nilai, kind: number, fact: nilai}
requirements:
  - id: nilai
    clause: a-1
    weight: mandatory
    proof: none
    rule: {at_least: {of: nilai, value: "3.00"}}
  - id: bahasa
    clause: b-1
    weight: mandatory
    proof: none
    rule: {one_of: {of: bahasa, values: [jawa, sunda]}}
  - id: kota
    clause: a-1
    weight: mandatory
    proof: none
    positions: [satu]
    rule: {is: {of: kota, value: Solo}}
  - id: bukan-kota
    clause: a-1
    weight: mandatory
    proof: none
    rule: {not: {is: {of: kota, value: Bandung}}}
  - id: bukan-perokok
    clause: a-1
    weight: mandatory
    proof: none
    rule: {not: {is: {of: perokok, value: true}}}
  - id: bukan-bahasa
    clause: a-1
    weight: mandatory
    proof: none
    rule: {not: {all: [{one_of: {of: bahasa, values: [bali]}}, {is: {of: kota, value: Solo}}]}}
  - id: bukan-kode
    clause: a-1
    weight: mandatory
    proof: none
    rule: {not: {any: [{contains: {of: kode, value: "111"}}, {contains: {of: kode, value: "222"}}]}}
  - id: bukan-salah
    clause: a-1
    weight: mandatory
    proof: none
    rule: {not: {any: [{is: {of: kota, value: Bandung}}, {is: {of: bahasa, value: bali}}]}}
  - id: tidak-bukan
    clause: a-1
    weight: mandatory
    proof: none
    rule: {not: {not: {is: {of: perokok, value: false}}}}
  - id: kartu
    clause: a-1
    weight: mandatory
    proof: none
    rule:
      all:
        - {is: {of: kartu.has, value: true}}
        - any: [{valid_on: {of: kartu.until}}, {is: {of: kota, value: Solo}}]
  - id: bukan-kartu
    clause: a-1
    weight: mandatory
    proof: none
    rule: {not: {valid_on: {of: kartu.until}}}
  - id: lahir
    clause: a-1
    weight: mandatory
    proof: none
    rule: {age: {of: lahir, from: 20, to: 20}}
  - id: lahir-dua
    clause: a-1
    weight: mandatory
    proof: none
    positions: [dua]
    rule: {age: {of: lahir, from: 20, to: 21}}
"""
POSTING = parse(TEXT)
TEXTS = PostingTexts(
    "Contoh", "Kantor", {}, {}, {"perokok": FactTexts("kebiasaan merokok", {"true": "merokok"}),
    "kota": FactTexts("kota asal")}, {}, {},
)  # fmt: skip
EDITION = Edition(POSTING, {"id": TEXTS})
OPENS = POSTING.opens_at
GOOD: dict[str, Any] = {
    "nilai": 3.25, "bahasa": "jawa", "kota": "solo", "perokok": False, "kartu.has": True,
    "kartu.until": "2026-01-01", "kode": ["333"], "lahir": "2005-07-01", "position": "satu",
}  # fmt: skip
