"""What stands where, and what must stand nowhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.tree import ROOT, files, text

TOP = {
    *{".ci", "bot", "conversations", "deploy", "docs", "handlers", "storage", "tests"},
    *{".dockerignore", ".gitignore", "CHANGELOG.md", "Dockerfile", "LICENSE", "Makefile"},
    *{"README.md", "pyproject.toml"},
    *{"requirements.lock", "requirements-dev.lock", "requirements-uv.lock"},
}

# Each is put together from parts, so that this file does not hold what it looks for.
REGISTRIES = (
    *("pypi" + ".org", "python" + "hosted", "npm" + "js.", "yarn" + "pkg", "crates" + ".io"),
    *("docker" + ".io", "ghcr" + ".io", "quay" + ".io", "deb." + "debian", "jsde" + "livr"),
    *("unp" + "kg.com", "cdn" + "js", "fonts." + "googleapis", "index" + "-url", "find" + "-links"),
)
UNFINISHED = (
    *("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error"),
    *("mark." + "skip", "pytest." + "skip", "importor" + "skip", "x" + "fail"),
)
SET_UP = (".ci/run", ".dockerignore", ".gitignore", "Dockerfile", "Makefile", "pyproject.toml")


def standing(words: tuple[str, ...]) -> Iterator[str]:
    """Where one of the words stands, as `path:line: word`."""
    pattern = re.compile("|".join(rf"(?<![A-Za-z]){re.escape(word)}" for word in words))
    for path in files():
        for number, line in enumerate(text(path).splitlines(), 1):
            if found := pattern.search(line):
                yield f"{path}:{number}: {found[0]}"


def test_the_top_level_is_the_one_that_is_agreed() -> None:
    assert {path.parts[0] for path in files()} == TOP


def test_no_file_names_a_registry() -> None:
    assert list(standing(REGISTRIES)) == []


def test_nothing_says_that_it_is_unfinished() -> None:
    assert list(standing(UNFINISHED)) == []


@pytest.mark.parametrize(
    "path", [*SET_UP, *(path.name for path in ROOT.glob("requirements*.lock"))]
)
def test_what_installs_has_no_address_in_it(path: str) -> None:
    assert ":" + "//" not in text(Path(path))


def test_every_target_that_is_written_about_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", text(Path("Makefile")), re.MULTILINE))
    pages = [path for path in files() if path.suffix == ".md" and "tests" not in path.parts]
    told = {
        (str(page), target)
        for page in pages
        for target in re.findall(r"`make ([a-z]+)", text(page))
    }
    assert {(page, target) for page, target in told if target not in targets} == set()


def test_every_link_to_a_file_leads_to_one() -> None:
    broken = [
        f"{page}: {target}"
        for page in files()
        if page.suffix == ".md"
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text(page))
        if not (ROOT / page.parent / target).exists()
    ]
    assert broken == []


def test_every_decision_has_a_number_of_its_own_and_the_same_parts() -> None:
    pages = sorted(path for path in files() if path.match("docs/adr/[0-9]*.md"))
    numbers = [path.name[:4] for path in pages]
    assert numbers == [f"{number:04}" for number in range(1, len(pages) + 1)]
    for page in pages:
        parts = re.findall(r"^## (.+)$", text(page), re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences", "Rejected"], page
