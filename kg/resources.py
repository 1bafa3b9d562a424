"""Where the files that ship with the package lie: takes a folder's name, returns its path."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).parent


def folder(name: Literal["seeds", "schemas"]) -> Path:
    """Return the folder ``seeds`` or ``schemas``: inside an installed wheel, else at the top of the source tree.

    >>> folder("seeds").is_dir()
    True
    """
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
