"""Bytes go in; their text comes out, or an error that says what they look like and what to do. Nothing is guessed.

An encoding counts as known when a byte order mark tells it, when the bytes are valid UTF-8, or when the page or the server
declares it; a detector is asked only for a hint in the message.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import ReadError

#: First bytes of files that people take for articles, and what to call them. UTF-32 before UTF-16: one begins the other.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM\xf6", "a bitmap image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or PowerPoint file"),
    (b"{\\rtf", "a Rich Text (RTF) file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_ZIPPED = ((b"word/", "a Word (docx) file"), (b"xl/", "an Excel (xlsx) file"), (b"opendocument", "an OpenDocument file"))
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What browsers read under these names (WHATWG Encoding Standard, https://encoding.spec.whatwg.org/#names-and-labels).
_WINDOWS_1252 = re.compile(r"(us-?)?ascii|iso-?8859-?1|latin-?1|l1|x-cp1252|windows-?1252|cp1252")
_KNOWN = re.compile(
    r"utf-?8|windows-?125\d|cp125\d|iso-?8859-?\d{1,2}|latin-?\d{1,2}|koi8-[ru]|mac-?roman|macintosh"
    r"|gb2312|gbk|gb18030|big5|euc-(jp|kr)|shift[-_]jis|utf-?16(le|be)?"
)
_HINTS = ["cp1252", "mac_roman", "cp1250", "cp1251", "gb18030", "shift_jis", "euc_kr", "big5"]
_LATIN = ("cp1250", "mac_roman")
_SAMPLE = 50_000


def byte_order_mark(head: bytes) -> str | None:
    """Return the name of the codec that the first bytes announce, or None."""
    return next((codec for mark, codec in _MARKS if head.startswith(mark)), None)


def binary_kind(head: bytes) -> str | None:
    """Return what the file that starts with *head* looks like ("a PDF") if that isn't text, else None.

    >>> binary_kind(b"%PDF-1.7 ..."), binary_kind(b"He denied it.")
    ('a PDF', None)
    """
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    if head.startswith(b"PK\x03\x04"):
        return next((name for part, name in _ZIPPED if part in head), "a zip archive")
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp" or head[:4] in (b"OggS", b"ID3\x03", b"ID3\x04", b"\x1aE\xdf\xa3"):
        return "an image, a sound or a film"
    return None


def decode(data: bytes, *, where: str, declared: str | None = None) -> str:
    """Return the text of *data* without its byte order mark.

    *declared* is the encoding that the page or the server names; it counts only where *data* isn't valid UTF-8. Raises
    :class:`~kg.errors.ReadError` for data that isn't text and for text whose encoding isn't known.
    """
    kind = binary_kind(data[:4096])
    if kind:
        raise ReadError(where, f"looks like {kind}, not like text", "save the article as text or HTML")
    codec = byte_order_mark(data)
    if codec:
        return _strict(data, codec, where=where)
    nul = data.find(0)
    if nul >= 0:
        raise ReadError(where, f"a NUL byte at offset {nul}: binary, not text", "if it is text, save it as UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if declared is None or re.fullmatch(r"utf-?8", declared.lower()):
            raise not_utf8(data, error.start, where=where) from None
    name = declared.strip().lower()
    if _WINDOWS_1252.fullmatch(name):
        return _strict(data, "cp1252", where=where)
    if not _KNOWN.fullmatch(name):
        raise ReadError(where, f"declares the unknown encoding {declared[:40]!r}", "save it as UTF-8")
    return _strict(data, name, where=where)


def not_utf8(data: bytes, offset: int, *, where: str) -> ReadError:
    """Return the error for *data*, whose byte at *offset* isn't UTF-8, with a hint at what the encoding may be."""
    sample = data[max(0, offset - _SAMPLE // 2) : offset + _SAMPLE // 2]
    guesses = from_bytes(sample, cp_isolation=_HINTS)
    best = guesses.best()
    found = f"byte 0x{data[offset]:02x} at offset {offset} is not UTF-8"
    if best is None:
        return ReadError(where, found, "save it as UTF-8")
    # Among equally likely ones the most common: a few accents and curly quotes look alike in all of its relatives.
    equal = {name for guess in guesses if guess.chaos == best.chaos for name in guess.could_be_from_charset}
    unsure = best.encoding in _LATIN or not best.coherence
    likely = "cp1252" if "cp1252" in equal and unsure else best.encoding
    name = likely.replace("cp125", "windows-125").replace("_", "-")
    return ReadError(where, f"{found}, perhaps {name}", f"convert it: iconv -f {name} -t UTF-8 FILE > NEW")


def _strict(data: bytes, codec: str, *, where: str) -> str:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError) as error:
        offset = f" at offset {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        name = codec.removesuffix("-sig")
        raise ReadError(where, f"says that it is {name}, but there are other bytes{offset}", "save it as UTF-8") from None
