"""Text from articles for a terminal: any string goes in, one line that can't steer the terminal comes out."""

from __future__ import annotations

import re

#: control sequences of ECMA-48 (colours, cursor, window title), which a terminal would act on
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-~]"
)

#: control characters, half characters, and those that turn the order of text round (Boucher and Anderson, "Trojan Source",
#: https://doi.org/10.48550/arXiv.2111.00169), as the inside of a character class
_UNSAFE = r"\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff"


def plain(text: str) -> str:
    """Return *text* as one line: control sequences and unsafe characters gone, each run of white space one space.

    >>> plain("a\\x1b[31mred\\x1b[0m\\r\\nline \\u202etxt.exe")
    'ared line txt.exe'
    >>> plain("[bold]markup[/bold] stays")
    '[bold]markup[/bold] stays'
    """
    spaced = " ".join(_SEQUENCE.sub("", text).split())
    return re.sub(f"[{_UNSAFE}]", "", spaced)


def escaped(json: str) -> str:
    r"""Return the JSON text *json*, equal in meaning, with unsafe characters inside its strings as ``\u`` escapes.

    >>> escaped('{"a": "\u202eb\x85"}')
    '{"a": "\\u202eb\\u0085"}'
    """
    return re.sub(f"(?![\n\r\t])[{_UNSAFE}\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", json)
