"""Everything that a free message states of its writer."""

from collections.abc import Sequence
from datetime import date

from conversations.understanding.amounts import Amounts
from conversations.understanding.clauses import Clause
from conversations.understanding.dates import Dates
from conversations.understanding.days import Days
from conversations.understanding.digits import Digits
from conversations.understanding.gazetteer import Gazetteer
from conversations.understanding.levels import Levels
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.meaning import Stated
from conversations.understanding.numbers import Numbers
from conversations.understanding.regions import Regions
from conversations.understanding.relative import Relative
from conversations.understanding.stated.business import Business
from conversations.understanding.stated.found import Found
from conversations.understanding.stated.home import Home
from conversations.understanding.stated.licences import Licences
from conversations.understanding.stated.papers import Papers
from conversations.understanding.stated.person import Person
from conversations.understanding.stated.roles import Roles
from conversations.understanding.stated.schooling import Schooling
from conversations.understanding.stated.segments import apart, denying, meant, segments
from conversations.understanding.stated.spans import Spans
from conversations.understanding.stated.work import Work
from conversations.understanding.topics import Topics


class Facts:
    """All readers of facts, made once."""

    def __init__(self, lexicon: Lexicon) -> None:
        numbers = Numbers(lexicon)
        days, relative = Days(lexicon, numbers), Relative(lexicon, numbers)
        amounts, gazetteer = Amounts(lexicon, numbers), Gazetteer(lexicon)
        topics = Topics(lexicon, gazetteer)
        self._names = lexicon.phrases({"name": lexicon.files["stated"]["named"]})
        self._papers = Papers(lexicon, topics)
        self._person = Person(lexicon, days, amounts)
        self._home = Home(lexicon, gazetteer, Regions(lexicon, gazetteer))
        self._schooling = Schooling(lexicon, Levels(lexicon))
        self._licences = Licences(topics, days, relative)
        self._business = Business(lexicon, Digits(numbers))
        spans = Spans(days, Dates(lexicon, days, relative), amounts)
        self._work = Work(lexicon, Roles(lexicon, days), spans)

    def of(self, clauses: Sequence[Clause], text: str, today: date) -> tuple[Stated, ...]:
        """Facts in no order, each once; `text` is what the places of the words point into."""
        if not any(map(str.isalpha, text)):  # a bare date or code states nothing by itself
            return ()
        whole = segments(clauses)
        everything = apart(whole, self._names)
        said = apart(meant(clauses), self._names) if denying(whole) else everything
        found = Found(text)
        self._papers.read(everything, found)
        self._person.read(said, found)
        self._home.read(said, found)
        self._home.read_ktp(whole, found)
        self._schooling.read(said, found)
        self._licences.read(said, today, found)
        self._business.read(said, found)
        self._work.read(clauses, text, found)
        return found.all()
