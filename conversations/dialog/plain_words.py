"""Typed words as they are held against known ones."""


def plain(text: str) -> str:
    """In small letters and on one line, without a full stop or an exclamation mark at its ends."""
    return " ".join(text.casefold().strip(" .!").split())
