"""Sentences of the product by dotted key (`dialog.greeting`): the file's name, then its keys."""

from collections.abc import Iterator, Mapping

from conversations.posting.reader import Piece, read


class Phrases:
    """The sentences of one language. A missing key raises `KeyError`."""

    def __init__(self, language: str, sentences: Mapping[str, str]) -> None:
        self.language = language
        self._sentences = dict(sentences)

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence of `key`, its `{name}` places filled with `values`."""
        sentence = self._sentences[key]
        return sentence.format_map(values) if values else sentence

    def __contains__(self, key: str) -> bool:
        return key in self._sentences

    def keys(self) -> frozenset[str]:
        return frozenset(self._sentences)


def parse_phrases(language: str, files: Mapping[str, str]) -> Phrases:
    """Phrases from YAML texts by file name without its ending. Raises `PostingError`."""
    found: dict[str, str] = {}
    for name, text in files.items():
        found.update(_flat(name, read(f"{language}/{name}.yaml", text)))
    return Phrases(language, found)


def _flat(prefix: str, piece: Piece) -> Iterator[tuple[str, str]]:
    if not piece.is_map():
        yield prefix, piece.text()
        return
    for key, part in piece.map().items():
        yield from _flat(f"{prefix}.{key}", part)
