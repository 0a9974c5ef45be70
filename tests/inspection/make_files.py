"""Good and hostile files, made anew in each run and always the same: nobody's real papers."""

import random
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO

import pikepdf
import pillow_heif
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

WORDS = (
    *("surat", "koperasi", "warga", "daftar", "alamat", "usaha", "anggota", "rapat", "modal"),
    *("nomor", "tanggal", "kelurahan", "pendamping", "simpan", "pinjam", "pelatihan"),
    *("laporan", "kegiatan", "kabupaten", "kecamatan"),
)
FONT = "files/Inter[opsz,wght].ttf"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
GPS, ORIENTATION = 0x8825, 0x0112


def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(files("fontpkg_inter").joinpath(FONT).read_bytes()), size)


@cache
def page(width: int = 1240, height: int = 1754, *, ink: int = 30, paper: int = 245) -> Image.Image:
    """A sheet of prose."""
    chance, size = random.Random(7), width // 52
    sheet = Image.new("RGB", (width, height), (paper, paper, paper))
    draw, letters = ImageDraw.Draw(sheet), font(size)
    for y in range(height // 12, height - height // 10, round(size * 1.8)):
        draw.text((width // 10, y), " ".join(chance.choices(WORDS, k=7)), (ink,) * 3, letters)
    return sheet


def card(width: int = 1600) -> Image.Image:
    """Shaped like an identity card, of nobody."""
    height = round(width / 1.586)
    sheet = Image.new("RGB", (width, height), (170, 200, 225))
    draw, letters = ImageDraw.Draw(sheet), font(width // 30)
    for row, word in enumerate(("PROVINSI CONTOH", "NIK : 0000", "Nama : CONTOH", *WORDS[:6])):
        draw.text((width // 20, height // 12 + row * height // 11), word, (20, 20, 20), letters)
    return sheet


def portrait(width: int = 472, height: int = 709) -> Image.Image:
    """A face-like figure on red."""
    sheet = Image.new("RGB", (width, height), (200, 30, 30))
    draw = ImageDraw.Draw(sheet)
    parts = {
        (0.05, 0.68, 0.95, 1.5): (30, 40, 90),
        (0.25, 0.12, 0.75, 0.34): (25, 20, 20),
        (0.27, 0.17, 0.73, 0.66): (215, 170, 140),
        (0.37, 0.36, 0.43, 0.39): (40, 30, 30),
        (0.57, 0.36, 0.63, 0.39): (40, 30, 30),
        (0.42, 0.53, 0.58, 0.56): (150, 70, 70),
    }
    for (left, top, right, bottom), colour in parts.items():
        draw.ellipse((left * width, top * height, right * width, bottom * height), colour)
    return sheet.filter(ImageFilter.GaussianBlur(width / 900))


def deep(picture: Image.Image) -> Image.Image:
    """Grey in 16 bits."""
    return picture.convert("L").convert("I").point(lambda level: level * 257).convert("I;16")


def smeared(picture: Image.Image, length: int, *, down: bool = False) -> Image.Image:
    """As a hand that moves to the side, or down, leaves it: the mean of so many neighbours."""
    width, height = picture.size
    shifts = [(0, at) if down else (at, 0) for at in range(length)]
    total = picture
    for count, (x, y) in enumerate(shifts[1:], 2):
        moved = picture.transform((width, height), Image.Transform.AFFINE, (1, 0, x, 0, 1, y))
        total = Image.blend(total, moved, 1 / count)
    return total.crop((0, 0, width - shifts[-1][0], height - shifts[-1][1]))


def blurred(picture: Image.Image, pixels_at_800: float) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(pixels_at_800 * max(picture.size) / 800))


def noisy(picture: Image.Image, deviation: float) -> Image.Image:
    grain = Image.effect_noise(picture.size, deviation).convert("RGB")
    return ImageChops.add(picture, grain, 1, -128)


def jpeg(picture: Image.Image, quality: int = 85, **more: object) -> bytes:
    return saved(picture, "JPEG", quality=quality, **more)


def saved(picture: Image.Image, form: str, **more: object) -> bytes:
    out = BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def heic(picture: Image.Image, exif: bytes = b"") -> bytes:
    out = BytesIO()
    pillow_heif.from_pillow(picture).save(out, quality=60, exif=exif or None)
    return out.getvalue()


def exif(orientation: int = 1, *, gps: bool = False) -> bytes:
    made = Image.Exif()
    made[ORIENTATION] = orientation
    made[0x010F] = "Kamera Contoh"
    if gps:
        made.get_ifd(GPS).update({1: "S", 2: (6.0, 12.0, 30.0), 3: "E", 4: (106.0, 49.0, 0.0)})
    return made.tobytes()


def moving(form: str) -> bytes:
    frames = [Image.new("RGB", (60, 90), colour) for colour in ("red", "green", "blue")]
    return saved(frames[0], form, save_all=True, append_images=frames[1:], duration=100)


def png_of_size(width: int, height: int) -> bytes:
    """A few bytes that claim to be a huge picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 9999)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def png_with_text_bomb() -> bytes:
    good = saved(Image.new("RGB", (8, 8)), "PNG")
    body = b"Comment\0\0" + zlib.compress(b"\0" * 80_000_000)
    name = b"zTXt"
    chunk = struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return good[:33] + chunk + good[33:]


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of them its root, with a true table of them."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), list[int]()
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def stream(content: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    if packed:
        content, entries = zlib.compress(content, 9), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def prose(lines: int = 30, *, across: bool = False) -> bytes:
    """Drawing orders for lines of text; `across` runs them from bottom to top."""
    chance = random.Random(3)
    shown = [
        b"1 0 0 1 60 %d Tm (%s) Tj"
        % (780 - 22 * row, " ".join(chance.choices(WORDS, k=8)).encode())
        for row in range(lines)
    ]
    if across:
        shown = [line.replace(b"1 0 0 1 60", b"0 1 -1 0 %d" % (80 + 15 * at)).replace(
            b" %d Tm" % (780 - 22 * at), b" 60 Tm") for at, line in enumerate(shown)]  # fmt: skip
    return b"BT /F1 11 Tf " + b" ".join(shown) + b" ET"


def text_pdf(
    pages: int = 2,
    *,
    root: bytes = b"",
    page_entries: bytes = b"",
    more: Sequence[bytes] = (),
    content: bytes | None = None,
) -> bytes:
    """Prose in Helvetica. Objects: root 1, pages 2, font 3, then page and content by turns.

    `more` come last: their first number is `4 + 2 * pages`.
    """
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % root,
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    drawn = stream(prose() if content is None else content, packed=True)
    for at in range(pages):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> %s >>" % (5 + 2 * at, page_entries),
            drawn,
        ]
    return pdf([*objects, *more])


def scan_pdf(picture: Image.Image) -> bytes:
    """The picture over a whole page of A4, and no text."""
    data, (width, height) = jpeg(picture), picture.size
    entries = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB "
        b"/BitsPerComponent 8 /Filter /DCTDecode" % (width, height)
    )
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>"
            % b"/Resources << /XObject << /Im 5 0 R >> >>",
            stream(b"q 595 0 0 842 0 0 cm /Im Do Q"),
            stream(data, entries),
        ]
    )


def locked_pdf() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(text_pdf())) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="pemilik", user="rahasia"))
    return out.getvalue()


def compact_pdf(data: bytes) -> bytes:
    """The same with its objects packed into streams, as most programs write today."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as opened:
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def zipped(entries: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, body in entries.items():
            archive.writestr(name, body)
    return out.getvalue()


DOCX = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
XLSX = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
XML_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&c;</x:xmpmeta>'
)
