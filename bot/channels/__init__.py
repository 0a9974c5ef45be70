"""One folder is one channel: how it receives, sends, and what it can."""
