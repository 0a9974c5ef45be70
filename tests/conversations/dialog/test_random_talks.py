"""Whatever is pressed, written or pressed long after: no fact is lost and there is a way on."""

from collections.abc import Mapping

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from conversations.dialog.event import Filed, LookedAt, Pressed, Said, Typed
from conversations.dialog.known import values
from conversations.dialog.plan import Plan
from conversations.eligibility.assess import assess
from tests.conversations.dialog.talk import CLOSING, Talk, buttons, edition, started

WORDS = (
    "ya", "tidak", "belum tahu", "kembali", "nanti", "batal", "bantuan", "ringkasan", "lanjut",
    "english", "bahasa indonesia", "konvensi", "hasil", "/start", "14 Mei 1990", "31-02-1990",
    "1", "2", "1,3", "semua", "sisanya tidak", "sisanya belum tahu", "depok", "70209", "perorangan",
    "pendamping koperasi, Dinas, 01-2018 sampai 12-2021, ada bukti", "02-2019", "sekarang", "?",
    "pendamping umkm, LSM, 01-2018 sampai 06-2018", "bicara dengan petugas", "selesai",
    "lapor penipuan", "cek kode", "data saya", "hapus data saya", "batal hapus", "perbaiki data",
    "cabut persetujuan",
)  # fmt: skip
READ: tuple[tuple[str, dict[str, object]], ...] = (
    ("KTP.jpg", {"tanggal_lahir": "1990-05-14", "jenis_kelamin": "P", "ktp_dki": True}),
    ("KTP.jpg", {"tanggal_lahir": "1991-05-14", "ktp_dki": False}),
    ("NIB.pdf", {"nib": "1234567890123", "jenis": "perorangan", "kbli": ["70209"]}),
    ("ijazah.pdf", {"nama": "Siti Aminah", "jenjang": "S1"}),
    ("scan.pdf", {}),
)
FORGETS = ("restarted", "consent_withdrawn")


class RandomTalk(RuleBasedStateMachine):
    talk: Talk
    known: Mapping[str, object]
    files: int

    @initialize(agreed=st.booleans())
    def begin(self, *, agreed: bool) -> None:
        self.talk = started() if agreed else Talk()
        if not agreed:
            self.talk.open()
        self.known = {}
        self.files = 0

    @rule(at=st.integers(0, 40))
    def press_what_is_shown(self, at: int) -> None:
        shown = list(buttons(self.talk.last))
        self._say(Pressed(shown[at % len(shown)][1]))

    @rule(at=st.integers(0, 400), part=st.integers(0, 40))
    def press_something_old(self, at: int, part: int) -> None:
        shown = list(buttons(self.talk.messages[at % len(self.talk.messages)]))
        if shown:
            self._say(Pressed(shown[part % len(shown)][1]))

    @rule(words=st.sampled_from(WORDS) | st.text(max_size=40))
    def write(self, words: str) -> None:
        self._say(Typed(words))

    @rule(read=st.sampled_from(READ))
    def send_a_file(self, read: tuple[str, dict[str, object]]) -> None:
        self.files += 1
        name, fields = read
        before = dict(self.talk.state.facts)
        self.talk.hear(Filed(document=self.files, name=name, digest=f"digest {self.files}"))
        self.talk.hear(LookedAt(document=self.files, kind="pdf", fields=fields))
        assert self.talk.state.facts == before

    @rule()
    def come_again(self) -> None:
        self.talk.open()

    @rule()
    def let_it_close(self) -> None:
        self.talk.now = CLOSING

    def _say(self, said: Said) -> None:
        before = dict(self.talk.state.facts)
        self.talk.hear(said)
        forgotten = any(word in FORGETS for word in self.talk.turn.audit)
        assert forgotten or set(before) <= set(self.talk.state.facts)

    @invariant()
    def there_is_a_way_on(self) -> None:
        assert self.talk.last.choices
        assert self.talk.last.text
        assert self.talk.state.asked.screen

    @invariant()
    def numbers_only_grow(self) -> None:
        numbers = [message.seq for message in self.talk.messages]
        assert numbers == sorted(set(numbers))
        assert self.talk.state.seq >= numbers[-1]

    @invariant()
    def nothing_personal_without_consent(self) -> None:
        assert self.talk.state.consent or not self.talk.state.facts

    @invariant()
    def who_asked_to_be_erased_gets_no_message_unasked(self) -> None:
        state = self.talk.state
        assert bool(state.erase_asked) == bool(state.erase_at)
        assert state.stopped or not state.erase_asked

    @invariant()
    def the_verdict_is_what_the_rules_say(self) -> None:
        if self.talk.state.verdict:
            posting = edition().posting
            found = assess(posting, values(Plan(posting), self.talk.state.facts))
            assert self.talk.state.verdict == found.overall

    @invariant()
    def every_button_fits(self) -> None:
        assert all(len(token.encode()) <= 64 for _, token in buttons(self.talk.last))


RandomTalk.TestCase.settings = settings(
    max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestRandomTalks = RandomTalk.TestCase
