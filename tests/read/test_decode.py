"""An encoding is known or the user is told; nothing is guessed."""

from __future__ import annotations

import codecs

import pytest

from kg.errors import ReadError
from kg.read.decode import binary_kind, decode

QUOTE = "The mayor, Åse Holm, denied it: “Never.”"


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (QUOTE.encode(), None),
        (codecs.BOM_UTF8 + QUOTE.encode(), None),
        (QUOTE.encode("utf-16"), None),
        (codecs.BOM_UTF16_BE + QUOTE.encode("utf-16-be"), None),
        (QUOTE.encode("utf-32"), None),
        (QUOTE.encode("cp1252"), "windows-1252"),
        (QUOTE.encode("cp1252"), "ISO-8859-1"),
        (QUOTE.encode("mac-roman"), "macintosh"),
        (QUOTE.encode(), "iso-8859-1"),
    ],
)
def test_decode(data: bytes, declared: str | None) -> None:
    assert decode(data, where="a.txt", declared=declared) == QUOTE


@pytest.mark.parametrize(
    ("data", "declared", "message"),
    [
        (
            QUOTE.encode("cp1252"),
            None,
            "a.txt: byte 0xc5 at offset 11 is not UTF-8, perhaps windows-1252; "
            "convert it: iconv -f windows-1252 -t UTF-8 FILE > NEW",
        ),
        (b"ab\x00cd", None, "a.txt: a NUL byte at offset 2: binary, not text; if it is text, save it as UTF-8"),
        (b"caf\xe9", "klingon", "a.txt: declares the unknown encoding 'klingon'; save it as UTF-8"),
        (b"caf\xe9", "unicode_escape", "a.txt: declares the unknown encoding 'unicode_escape'; save it as UTF-8"),
        (
            b"caf\x81\xe9",
            "windows-1252",
            "a.txt: says that it is cp1252, but there are other bytes at offset 3; save it as UTF-8",
        ),
        (
            codecs.BOM_UTF16_LE + b"a\x00b",
            None,
            "a.txt: says that it is utf-16, but there are other bytes at offset 4; save it as UTF-8",
        ),
        (b"%PDF-1.7 \xe9", None, "a.txt: looks like a PDF, not like text; save the article as text or HTML"),
    ],
)
def test_what_can_not_be_decoded_is_told(data: bytes, declared: str | None, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, where="a.txt", declared=declared)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "codec", "hint"),
    [
        ("He said “never”.", "cp1252", "windows-1252"),
        ("Pål Reiten of Norvik said so. " * 9_000, "cp1252", "windows-1252"),
        ("Le maire a nié à Noël que le pont a été vendu.", "cp1252", "windows-1252"),
        ("Москва отвергла обвинения в понедельник", "cp1251", "windows-1251"),
        ("日本の首相は否定した。", "shift_jis", "shift-jis"),
    ],
)
def test_the_hint_names_the_encoding(text: str, codec: str, hint: str) -> None:
    with pytest.raises(ReadError, match=f"is not UTF-8, perhaps {hint};"):
        decode(text.encode(codec), where="a.txt")


def test_declared_utf8_that_is_not_names_the_byte() -> None:
    with pytest.raises(ReadError, match="byte 0x93 at offset 3 is not UTF-8"):
        decode(b"He \x93never\x94", where="a.html", declared="utf-8")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"%PDF-1.4", "a PDF"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"PK\x03\x04....[Content_Types].xml....word/document.xml", "a Word (docx) file"),
        (b"PK\x03\x04....notes.txt", "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or PowerPoint file"),
        (b"{\\rtf1\\ansi", "a Rich Text (RTF) file"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"RIFF....WEBP", "an image, a sound or a film"),
        (b"PKs, said the mayor, were free kicks.", None),
        (b"The mayor denied it.", None),
    ],
)
def test_binary_kind(head: bytes, expected: str | None) -> None:
    assert binary_kind(head) == expected
