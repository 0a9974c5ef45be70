"""Where the writer lives, and where their KTP is from."""

from collections.abc import Sequence

from conversations.understanding.affirmed import DENIALS, affirmed
from conversations.understanding.gazetteer import Gazetteer, Place
from conversations.understanding.lexer import Token
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.regions import Regions
from conversations.understanding.stated.found import Found
from conversations.understanding.stated.segments import Segment

_KTP = "ktp"
_NEAR = 4
_HOUSE = frozenset(("di", "saya", "ada", "masih", "kontrak", ":", "sekarang", "sendiri"))


class Home:
    """Reads domicile and KTP."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, regions: Regions) -> None:
        data, moods = lexicon.files["stated"], lexicon.files["moods"]
        self._gazetteer, self._regions = gazetteer, regions
        self._home = frozenset(word for said in moods["home"] for word in lexicon.words(said))
        self._still = lexicon.phrases({"still": data["still_at"]})
        self._person = frozenset(lexicon.words(" ".join((*data["age_around"], "wni"))))
        self._there = frozenset(data["there"])

    def read_ktp(self, said: Sequence[Segment], found: Found) -> None:
        """The KTP's place; what is denied is said of it too."""
        for segment in said:
            if segment.true() and _KTP in segment.words:
                self._ktp(segment, found)

    def read(self, said: Sequence[Segment], found: Found) -> None:
        if any(map(self._speaks_of_home, said)) or any(map(self._tells_who, said[:-1])):
            self._read(said, found)

    def _speaks_of_home(self, segment: Segment) -> bool:
        words = segment.words
        at_home = not self._home.isdisjoint(words) or bool(self._still.find(words))
        return at_home or "corrects" in segment.moods

    def _tells_who(self, segment: Segment) -> bool:
        """`pria 52 tahun`: a place alone may follow."""
        return all(token.digits or token.word in self._person for token in segment.tokens)

    def _read(self, said: Sequence[Segment], found: Found) -> None:
        named: frozenset[str] = frozenset()
        begun: frozenset[str] = frozenset()
        before: Segment | None = None
        for segment in said:
            if _KTP in segment.words:
                continue
            here = self._regions.named(segment.tokens)
            listed = bool(here) and self._listed(segment, before)
            before = segment
            if listed and here is not None and len(here) == 1:
                found.add("domicile", next(iter(here)), segment)
            elif segment.true() and (here is not None or self._there & set(segment.words)):
                begun = self._lives(segment, here or named, begun, found)
            named = here or named

    def _listed(self, segment: Segment, before: Segment | None) -> bool:
        """`pria 52 tahun, kab tangerang, ...`: a place alone behind who somebody is."""
        if before is None or segment.first or not (segment.true() and before.true()):
            return False
        who = self._tells_who(before)
        return who and self._only_places(segment) and "di" not in segment.words

    def _lives(
        self, segment: Segment, here: frozenset[str], begun: frozenset[str], found: Found
    ) -> frozenset[str]:
        """The places that may be meant by now; a place right behind narrows them."""
        words = segment.words
        home = self._at_home(segment) or bool(self._still.find(words))
        corrects = "corrects" in segment.moods and (found.last == "domicile" or bool(begun))
        if not home and not corrects:
            if not (begun and self._only_places(segment) and not segment.first):
                return frozenset()
            here = begun & here or begun
        if len(here) == 1:
            found.add("domicile", next(iter(here)), segment)
        elif home or corrects:
            found.drop("domicile")
        return here

    def _at_home(self, segment: Segment) -> bool:
        """`rumah di Depok`, and not `Rumah BUMN Depok`."""
        words = segment.words
        if self._home.isdisjoint(words):
            return False
        places = [place.start for place in self._gazetteer.find(segment.tokens)]
        for at, word in enumerate(words):
            near = self._there & set(words[at + 1 : at + _NEAR]) or any(
                at < p <= at + _NEAR for p in places
            )
            follows = words[at + 1 : at + 2]
            if word == "rumah" and not (set(follows) & _HOUSE or at + 1 in places):
                continue
            if word in self._home and near:
                return True
        return False

    def _only_places(self, segment: Segment) -> bool:
        places = self._gazetteer.find(segment.tokens)
        covered = {at for place in places for at in range(place.start, place.end)}
        rest = [t.word for at, t in enumerate(segment.tokens) if at not in covered]
        return set(rest) <= {"kota", "kabupaten", "provinsi", "di", "kec", "kecamatan", "daerah"}

    def _ktp(self, segment: Segment, found: Found) -> None:
        meant = self._behind(segment, affirmed(segment.tokens, DENIALS))
        told = self._gazetteer.find(affirmed(segment.tokens, DENIALS))
        if len({_in_dki(place) for place in told}) > 1:
            return
        if meant:
            found.add("ktp_dki", all(_in_dki(place) for place in meant), segment)
        elif any(_in_dki(place) for place in self._behind(segment, segment.tokens)):
            found.add("ktp_dki", value=False, segment=segment)

    def _behind(self, segment: Segment, tokens: Sequence[Token]) -> list[Place]:
        """The places named close behind the word KTP."""
        at = segment.words.index(_KTP)
        places = self._gazetteer.find(tokens)
        return [p for p in places if 0 < p.start - at <= _NEAR or p.start == 0]


def _in_dki(place: Place) -> bool:
    return bool(place.names) and all("Jakarta" in n or "Seribu" in n for n in place.names)
