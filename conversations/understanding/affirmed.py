"""What is left of a clause when what it denies is taken out: `bukan S2, S1 aja`."""

from collections.abc import Sequence

from conversations.understanding.clauses import Clause
from conversations.understanding.lexer import Token

DENIAL = "bukan"
_BUKAN = frozenset((DENIAL,))
_BEHIND = frozenset(("tidak", "belum"))
DENIALS = _BUKAN | {"tidak", "belum", "tanpa"}
_NOT_ONLY = frozenset(("hanya", "saja"))


def affirmed(tokens: Sequence[Token], denials: frozenset[str] = _BUKAN) -> list[Token]:
    """The words before a denial; nothing behind it is meant."""
    for at, token in enumerate(tokens):
        follows = tokens[at + 1].word if at + 1 < len(tokens) else ""
        if token.word in denials and follows not in _NOT_ONLY:
            return list(tokens[:at])
    return list(tokens)


def denied_behind(tokens: Sequence[Token]) -> bool:
    """`70209 belum ada`: what stands before is denied by what follows."""
    at = [n for n, token in enumerate(tokens) if token.word in _BEHIND]
    return bool(at) and not any(token.digits for token in tokens[at[-1] :])


def usable(clauses: Sequence[Clause], *, plans: bool = False) -> list[Clause]:
    """Clauses that say something of the writer, now; of plans only where asked for."""
    kept = [c for c in clauses if c.real and not c.moods & {"past", "doubt"}]
    return kept if plans else [c for c in kept if "plan" not in c.moods or _towards(c)]


def _towards(clause: Clause) -> bool:
    """`34 mau 35` is no plan."""
    at = [n for n, token in enumerate(clause.tokens) if token.word == "mau"]
    return len(at) == 1 and all(t.digits for t in clause.tokens[at[0] + 1 :]) and bool(at[0])
