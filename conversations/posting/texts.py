"""The sentences of a posting in one language, as `docs/posting-format.md` lays them out."""

from msgspec import Struct, field

from conversations.posting.template import TemplateTexts


class FactTexts(Struct, frozen=True):
    """Words for a fact. `said` by its value as text; `fix` is the smallest change, `where` general
    information that is shown marked as such, `proof` what the announcement takes as its proof.
    """

    name: str
    said: dict[str, str] = field(default_factory=dict)
    fix: str = ""
    where: str = ""
    proof: str = ""


class QuestionTexts(Struct, frozen=True):
    ask: str
    help: str
    short: str
    items: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)


class RequirementTexts(Struct, frozen=True):
    """`never` is the kind sentence where nobody can change it."""

    title: str
    never: str = ""


class SlotTexts(Struct, frozen=True):
    """`mistakes` are common ones; `lead` tells how long such a paper usually takes: both are
    general information, shown marked as such.
    """

    name: str
    tip: str = ""
    mistakes: str = ""
    lead: str = ""


class FigureTexts(Struct, frozen=True):
    """A large figure, and what it counts."""

    figure: str
    says: str


class PictureTexts(Struct, frozen=True):
    """What a picture says: figures, steps in their order, advice, and a story."""

    title: str
    source: str
    figures: tuple[FigureTexts, ...] = ()
    flow: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    story: str = ""


class PostingTexts(Struct, frozen=True):
    """One language of a posting; keys are ids of `posting.yaml`.

    `news` says where official news is published ("" = on the portal). `greeting` holds sentences
    for the first message, each by the clause or gap that it restates; `hints` an example of an
    answer, by question.
    """

    title: str
    agency: str
    sections: dict[str, str]
    clauses: dict[str, str]
    facts: dict[str, FactTexts]
    questions: dict[str, QuestionTexts]
    requirements: dict[str, RequirementTexts]
    lists: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    slots: dict[str, SlotTexts] = field(default_factory=dict)
    later_papers: dict[str, str] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)
    positions: dict[str, str] = field(default_factory=dict)
    conventions: dict[str, str] = field(default_factory=dict)
    gaps: dict[str, str] = field(default_factory=dict)
    news: str = ""
    greeting: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, PictureTexts] = field(default_factory=dict)
    templates: dict[str, TemplateTexts] = field(default_factory=dict)
