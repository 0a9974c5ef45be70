"""The running program, and visitors of its web chat."""

from tests.channels.webchat.conftest import (  # noqa: F401 - fixtures come in by being imported
    newcomer,
    program,
    variables,
    visitor,
)
