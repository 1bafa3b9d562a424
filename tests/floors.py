"""``python -m tests.floors`` raises the floors of quality to what is reached now; only ``--lower`` lowers one.

The floors stand in ``tests/floors.json``, in git: whoever lowers one says so in a commit of its own, with the reason.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from tests.quality import percentages, seed_scores

FILE = Path(__file__).with_name("floors.json")

#: points that a floor stays below what was measured: another processor may round a parser's score otherwise
MARGIN = 1.0


def load() -> dict[str, float]:
    floors = json.loads(FILE.read_text(encoding="utf-8"))
    assert isinstance(floors, dict)
    return floors


def new_floors(old: Mapping[str, float], measured: Mapping[str, float], *, lower: bool) -> dict[str, float]:
    """The floor of each measure: what is measured less :data:`MARGIN`, but the old one where that is higher and not *lower*."""
    floors = {name: round(max(0.0, value - MARGIN), 1) for name, value in measured.items()}
    return floors if lower else {name: max(floor, old.get(name, 0.0)) for name, floor in floors.items()}


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.floors", description=__doc__)
    parser.add_argument("--lower", action="store_true", help="set every floor to what is measured now, lower ones too")
    lower = parser.parse_args(arguments).lower
    old = load() if FILE.exists() else {}
    measured = percentages(seed_scores())
    new = new_floors(old, measured, lower=lower)
    FILE.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
    for name, value in measured.items():
        print(f"{name:24} measured {value:5.1f}  floor {old.get(name, 0.0):5.1f} -> {new[name]:5.1f}")


if __name__ == "__main__":
    main()
