"""`pytest tests/transcripts --update` writes down how the talks go now."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the transcripts")
