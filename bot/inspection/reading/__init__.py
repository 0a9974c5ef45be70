"""Reads letters off clean pixels, in one process of its own."""
