"""One file for each command: `add` says its arguments, `run` does it and returns the exit code."""
