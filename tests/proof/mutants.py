"""Small wrongs: each mutant is the source of a module with one decision turned round."""

import ast
import copy
from collections.abc import Iterator
from typing import NamedTuple

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
JOINED: dict[type[ast.boolop], type[ast.boolop]] = {ast.And: ast.Or, ast.Or: ast.And}
REACHED: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}


class Mutant(NamedTuple):
    """`line` is the line of the original, `change` what is wrong in it."""

    line: int
    change: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    for place, node in enumerate(nodes):
        wrong = _turned(node)
        if wrong is None:
            continue
        other = copy.deepcopy(tree)
        _put(other, list(ast.walk(other))[place], wrong)
        change = f"{ast.unparse(node)} -> {ast.unparse(wrong)}"
        yield Mutant(getattr(node, "lineno", 0), change, ast.unparse(other))


def _turned(node: ast.AST) -> ast.expr | None:  # noqa: PLR0911 - one for each kind
    """The expression that says otherwise, None where this node decides nothing."""
    match node:
        case ast.Compare(left, [op], rest) if type(op) in COMPARED:
            return ast.Compare(left, [COMPARED[type(op)]()], rest)
        case ast.BoolOp(op, values):
            return ast.BoolOp(JOINED[type(op)](), values)
        case ast.BinOp(left, op, right) if type(op) in REACHED:
            return ast.BinOp(left, REACHED[type(op)](), right)
        case ast.UnaryOp(ast.Not(), operand):
            return operand
        case ast.Constant(bool(value)):
            return ast.Constant(not value)
        case ast.Constant(int(value)):
            return ast.Constant(value + 1)
        case _:
            return None


def _put(tree: ast.Module, old: ast.AST, new: ast.expr) -> None:
    """Replaces one node of the tree, wherever it hangs."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(entry is old for entry in value):
                setattr(parent, name, [new if entry is old else entry for entry in value])
    ast.fix_missing_locations(tree)
