"""What the file itself gives away, by kind of fault; each opened in this process."""

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.inspection.asks import MOST_BYTES, Look
from bot.inspection.file_level import look
from bot.inspection.images import decoders
from bot.inspection.piece import Piece
from conversations.documents.findings import Looked, codes_of
from tests.inspection import make_files as make

Made = Callable[[], bytes]


def codes(
    data: bytes, name: str = "berkas.pdf", slot: str = "cv", most_bytes: int = MOST_BYTES
) -> tuple[str, ...]:
    return codes_of(looked(data, name, slot, most_bytes).findings)


def looked(
    data: bytes, name: str = "berkas.pdf", slot: str = "cv", most_bytes: int = MOST_BYTES
) -> Looked:
    piece = Piece(Look(data, name, slot, most_bytes))
    if piece.kind and piece.kind != "pdf":
        decoders.load(piece.kind)
    return look(piece)


GOOD: dict[str, Made] = {
    "jpeg": lambda: make.jpeg(make.page()),
    "png": lambda: make.saved(make.page(), "PNG"),
    "webp": lambda: make.saved(make.page(), "WEBP"),
    "heic": lambda: make.heic(make.page()),
    "pdf": make.text_pdf,
    "compact pdf": lambda: make.compact_pdf(make.text_pdf()),
    "scanned pdf": lambda: make.scan_pdf(make.page()),
    "phone's two pictures in one": lambda: make.jpeg(make.page()) + make.jpeg(make.card(200)),
    "grey, 16 bits": lambda: make.saved(make.deep(make.page()), "PNG"),
    "palette": lambda: make.saved(make.page().convert("P"), "PNG"),
    "with alpha": lambda: make.saved(make.page().convert("RGBA"), "PNG"),
    "black and white": lambda: make.saved(make.page().convert("1"), "PNG"),
    "inks": lambda: make.jpeg(make.page().convert("CMYK")),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_accepted(name: str) -> None:
    assert looked(GOOD[name]()).findings == ()


@pytest.mark.parametrize("name", ["berkas.pdf", "ktp.exe", "", "x" * 300, "../a", "gpj\u202eexe"])
@pytest.mark.parametrize("kind", ["jpeg", "pdf"])
def test_no_name_makes_a_good_file_bad(kind: str, name: str) -> None:
    assert looked(GOOD[kind](), name).findings == ()


def with_object(body: bytes, *, root: bytes = b"") -> bytes:
    """A good PDF with one more object, number 6, that nothing or `root` points to."""
    return make.text_pdf(1, root=root, more=[body])


def js(root: bytes) -> bytes:
    return with_object(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>", root=root)


def looping() -> bytes:
    """Two tables of objects, each of which says that the other came before."""
    good = make.text_pdf()
    at = good.rindex(b"startxref")
    start = good.index(b"xref\n0")
    second = at + len(b"/Prev 0000000000 ")
    first = good[:at].replace(b"/Root 1 0 R", b"/Prev %010d /Root 1 0 R" % second)
    again = b"xref\n0 0\ntrailer\n<< /Size 8 /Root 1 0 R /Prev %d >>\n" % start
    return first + again + b"startxref\n%d\n%%%%EOF\n" % second


BAD: dict[str, tuple[str, Made]] = {
    "no byte": ("empty", lambda: b""),
    "blanks only": ("empty", lambda: b"\0\0 \n" * 50),
    "no page": ("empty", lambda: make.text_pdf(0)),
    "cut JPEG": ("corrupt_image", lambda: make.jpeg(make.page())[:40_000]),
    "JPEG's head alone": ("corrupt_image", lambda: make.jpeg(make.page())[:20]),
    "cut PNG": ("corrupt_image", lambda: make.saved(make.page(), "PNG")[:9000]),
    "cut WebP": ("corrupt_image", lambda: make.saved(make.page(), "WEBP")[:9000]),
    "cut HEIC": ("corrupt_image", lambda: make.heic(make.page(900, 1273))[:9000]),
    "cut PDF": ("corrupt_pdf", lambda: make.text_pdf()[:2000]),
    "PDF's head alone": ("corrupt_pdf", lambda: b"%PDF-1.7\n"),
    "noise after the head": ("corrupt_pdf", lambda: b"%PDF-1.4\n" + bytes(range(256)) * 20),
    "program": ("wrong_type", lambda: b"MZ\x90\0" + b"\0" * 400),
    "Linux program": ("wrong_type", lambda: b"\x7fELF" + b"\0" * 400),
    "script": ("wrong_type", lambda: b"#!/bin/sh\nrm -rf /\n"),
    "web page": ("wrong_type", lambda: b"<!DOCTYPE html><html><script>alert(1)</script></html>"),
    "drawing": ("wrong_type", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
    "outside entity": ("wrong_type", lambda: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b '
                       b'SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    "virus test as text": ("wrong_type", lambda: make.EICAR),
    "old Word": ("wrong_type", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900),
    "still GIF": ("wrong_type", lambda: make.saved(make.portrait(), "GIF")),
    "TIFF": ("wrong_type", lambda: make.saved(make.card(300), "TIFF")),
    "BMP": ("wrong_type", lambda: make.saved(make.card(300), "BMP")),
    "AVIF": ("wrong_type", lambda: b"\0\0\0\x1cftypavif\0\0\0\0mif1avif" + b"\0" * 300),
    "ZIP": ("zip_renamed_pdf", lambda: make.zipped({"ijazah.jpg": b"x" * 500})),
    "Word": ("zip_renamed_pdf", lambda: make.zipped(make.DOCX)),
    "42 times packed": ("zip_renamed_pdf", lambda: make.zipped({"bom": b"\0" * 60_000_000})),
    "ways out of the folder": ("zip_renamed_pdf", lambda: make.zipped({"../../etc/x": b"x"})),
    "moving GIF": ("animated", lambda: make.moving("GIF")),
    "moving PNG": ("animated", lambda: make.moving("PNG")),
    "moving WebP": ("animated", lambda: make.moving("WEBP")),
    "password": ("encrypted_pdf", make.locked_pdf),
    "script at opening": ("pdf_with_javascript", lambda: js(b"/OpenAction 6 0 R")),
    "script by name": ("pdf_with_javascript", lambda: js(b"/Names << /JavaScript << /Names "
                       b"[(a) 6 0 R] >> >>")),
    "script without a link": ("pdf_with_javascript", lambda: js(b"")),
    "script in packed objects": ("pdf_with_javascript", lambda: make.compact_pdf(js(
                                 b"/OpenAction 6 0 R"))),
    "script in escapes": ("pdf_with_javascript", lambda: with_object(
                          b"<< /S /J#61vaScr#69pt /J#53 (x) >>")),
    "script directly in the root": ("pdf_with_javascript", lambda: make.text_pdf(
                                    root=b"/OpenAction << /S /JavaScript /JS (x) >>")),
    "script on a page": ("pdf_with_javascript", lambda: make.text_pdf(
                         page_entries=b"/AA << /O << /S /JavaScript /JS <78> >> >>")),
    "launch": ("pdf_with_launch_action", lambda: with_object(
               b"<< /S /Launch /F (cmd.exe) >>", root=b"/OpenAction 6 0 R")),
    "launch in a link": ("pdf_with_launch_action", lambda: make.text_pdf(page_entries=
                         b"/Annots [<< /Subtype /Link /A << /S /L#61unch /F (x) >> >>]")),
    "file inside": ("pdf_with_embedded_file", lambda: with_object(
                    make.stream(b"x", b"/Type /EmbeddedFile"))),
    "file as a note": ("pdf_with_embedded_file", lambda: with_object(
                       b"<< /Subtype /FileAttachment /FS << /EF << /F 6 0 R >> >> >>")),
    "PDF in a JPEG": ("polyglot", lambda: make.jpeg(make.page()) + make.text_pdf()),
    "page in a JPEG": ("polyglot", lambda: make.jpeg(
                       make.page(), comment=b"<script>alert(1)</script>")),
    "archive after a PNG": ("polyglot", lambda: make.saved(make.card(300), "PNG")
                            + make.zipped({"a": b"b" * 99})),
    "page before a PDF": ("polyglot", lambda: b"<html><script>x()</script>" + make.text_pdf()),
    "page inside a PDF's head": ("polyglot", lambda: make.text_pdf().replace(
                                 b"\n%", b"\n%<script>x()</script>", 1)),
    "page after a PDF": ("polyglot", lambda: make.text_pdf() + b"<HTML><body>"),
    "archive after a PDF": ("polyglot", lambda: make.text_pdf() + make.zipped({"a": b"b" * 99})),
    "picture before a PDF": ("polyglot", lambda: b"\xff\xd8\xff" + b"\0" * 20 + make.text_pdf()),
    "picture after a PDF": ("polyglot", lambda: make.text_pdf() + make.jpeg(make.card(200))),
    "huge PNG": ("decompression_bomb", lambda: make.png_of_size(60_000, 60_000)),
    "huge text in a PNG": ("decompression_bomb", make.png_with_text_bomb),
    "bomb in a PDF": ("decompression_bomb", lambda: make.text_pdf(content=b" " * 60_000_000)),
    "bomb packed twice": ("decompression_bomb", lambda: make.text_pdf(
                          content=zlib.compress(b" " * 70_000_000))),
    "many small bombs": ("decompression_bomb", lambda: make.text_pdf(
                         8, content=b" " * 45_000_000)),
    "huge picture in a PDF": ("decompression_bomb", lambda: with_object(make.stream(
                              b"x", b"/Subtype /Image /Width 60000 /Height 60000"))),
    "endless table": ("decompression_bomb", looping),
    "billion laughs": ("decompression_bomb", lambda: with_object(make.stream(
                       make.XML_LAUGHS, b"/Type /Metadata /Subtype /XML"))),
    "billion laughs, packed": ("decompression_bomb", lambda: with_object(make.stream(
                               make.XML_LAUGHS, b"/Type /Metadata", packed=True))),
    "billion laughs in a PNG": ("decompression_bomb", lambda: make.saved(
                                make.card(300), "PNG") + make.XML_LAUGHS),
    "virus test in a PDF": ("harmful", lambda: with_object(make.stream(make.EICAR))),
    "virus test, packed": ("harmful", lambda: with_object(make.stream(make.EICAR, packed=True))),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_for_what_it_is(name: str) -> None:
    code, made = BAD[name]
    found = looked(made())
    assert code in codes_of(found.findings)
    assert found.verdict == "reject"
    assert found.copies == ()


def test_more_than_is_allowed_is_too_large() -> None:
    data = make.text_pdf()
    assert codes(data, most_bytes=len(data) - 1) == ("too_large",)
    assert codes(data, most_bytes=len(data)) == ()


@pytest.mark.parametrize("name", ["ijazah.pdf.exe", "a.php\0.jpg", ".htaccess", "../../etc/passwd"])
def test_a_program_is_known_under_every_name(name: str) -> None:
    assert codes(b"MZ\x90\0" + b"\0" * 400, name) == ("wrong_type",)


@pytest.mark.parametrize(("entries", "detail"), [(make.DOCX, "docx"), (make.XLSX, "xlsx")])
def test_an_office_file_is_named(entries: dict[str, bytes], detail: str) -> None:
    found = looked(make.zipped(entries), "ijazah.jpg").findings
    assert [(finding.code, finding.detail) for finding in found] == [("wrong_type", detail)]


def test_words_about_scripts_are_no_scripts() -> None:
    spoken = b"<< /Title (On /S /JavaScript and /JS \\(x\\), /Launch, /EF << >>, <html>) >>"
    assert codes(with_object(spoken)) == ()


def test_empty_lists_of_files_and_scripts_are_none() -> None:
    root = b"/Names << /EmbeddedFiles << /Names [] >> /JavaScript << /Names [] >> >>"
    assert codes(make.text_pdf(root=root)) == ()


def test_a_damaged_table_is_mended_where_the_rest_is_whole() -> None:
    data = make.text_pdf()
    broken = data.replace(b"startxref\n", b"startxref\n9")
    assert looked(broken).pages == 2
    assert codes(broken) == ()


def test_no_archive_is_ever_unpacked() -> None:
    modules = Path("bot/inspection").rglob("*.py")
    unpackers = ("import zipfile", "import tarfile", "import gzip", "unpack_archive")
    code = {path: path.read_text("utf-8") for path in modules if path.name != "kit.py"}
    assert code
    assert [p for p, text in code.items() if any(word in text for word in unpackers)] == []


def test_bytes_that_stand_in_a_photograph_by_chance_are_no_second_file() -> None:
    data = make.jpeg(make.page())
    short = data[:-2] + b"\x01<sVG\x9c<HtM\x00" + data[-2:]
    assert "polyglot" not in codes(short)
