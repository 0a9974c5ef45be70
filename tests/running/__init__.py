"""The whole program inside a test's own event loop, on a real port."""
