"""Habits of the code that no linter holds."""

import ast
import re
from pathlib import Path

import pytest

from tests.guards.tree import FLOORS, ROOT, code, text

LONGEST_FUNCTION = 50
LONGEST_FILE = 300
NAMES_THAT_SAY_NOTHING = re.compile(r"^_?(utils?|helpers?|managers?|base|common|misc)$")
BARE_SUPPRESSION = re.compile(
    r"#\s*(noqa(: [A-Z0-9, ]+)?|type: ignore(\[[\w, -]+\])?|pragma: no \w+)\s*$"
)
PURE = {
    *{
        "__future__",
        "abc",
        "bisect",
        "calendar",
        "collections",
        "contextlib",
        "copy",
        "dataclasses",
    },
    *{"datetime", "decimal", "difflib", "enum", "fractions", "functools", "hashlib", "heapq"},
    *{"html", "itertools", "json", "math", "operator", "re", "statistics", "string", "textwrap"},
    *{"types", "typing", "unicodedata", "zoneinfo"},
    *{"conversations", "msgspec", "yaml"},
}


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(text(path))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def imports(path: Path) -> set[str]:
    """Top names of the modules that the file imports."""
    names = set()
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def written() -> list[Path]:
    """Code that people write and read: migrations are written once and never changed."""
    return [path for path in code() if "migrations" not in path.parts]


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{path}:{function.name}": length(function)
        for path in written()
        for function in functions(path)
        if length(function) > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_file_is_too_long() -> None:
    lines = {
        str(path): sum(1 for line in text(path).splitlines() if line.strip()) for path in written()
    }
    assert {path: count for path, count in lines.items() if count > LONGEST_FILE} == {}


def test_every_name_of_a_file_says_something() -> None:
    names = [path for path in code(*FLOORS, "tests") if NAMES_THAT_SAY_NOTHING.match(path.stem)]
    assert names == []


def test_every_suppressed_warning_has_its_reason() -> None:
    bare = [
        f"{path}:{number}"
        for path in code(*FLOORS, "tests")
        for number, line in enumerate(text(path).splitlines(), 1)
        if BARE_SUPPRESSION.search(line)
    ]
    assert bare == []


def test_every_ignored_rule_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    ignored = [line.strip() for line in lines if re.match(r'\s+"[A-Z]{1,4}\d*",', line)]
    assert ignored
    assert [line for line in ignored if not re.search(r"# \w", line)] == []


@pytest.mark.parametrize("path", code("conversations"), ids=str)
def test_the_conversation_is_pure(path: Path) -> None:
    assert imports(path) - PURE == set()


def test_the_conversation_opens_and_prints_nothing() -> None:
    calls = [
        f"{path}:{node.lineno}: {node.func.id}"
        for path in code("conversations")
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"open", "print", "input", "exec", "eval", "__import__"}
    ]
    assert calls == []
