"""The subcommand that scores attributions against gold: evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import TOLD, ReportFormat, app, exit_with
from kg.console import count, name_of, stdin_text, tell, write
from kg.errors import InputError

if TYPE_CHECKING:  # the libraries behind these take a second to load; `kg --help` doesn't need them
    from kg.model import Attribution


@app.command()
def evaluate(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="Attributions as JSON lines, taken as right.")],
    predicted: Annotated[str, typer.Argument(metavar="PREDICTED", help="Attributions that kg extract wrote.")],
    format: Annotated[ReportFormat, typer.Option("--format", "-f", help="How to write the report.")] = ReportFormat.TABLE,
) -> None:
    """Score source, cue and content spans against gold: precision, recall and F1, exact and by overlap."""
    from kg.evaluate import score_spans
    from kg.render.scores import scores_json, scores_text

    if gold == predicted == "-":
        raise InputError("kg evaluate", "gold and predicted both from standard input", "name a file for one of them")
    right, skipped_gold = _attributions(gold)
    found, skipped = _attributions(predicted)
    if not right:
        raise InputError(name_of(gold), "no attributions", "gold holds at least one, on a line of JSON")
    scores = score_spans(right, found)
    write(scores_json(scores) if format is ReportFormat.JSON else scores_text(scores), "-")
    exit_with(2 if skipped_gold or skipped else 0)


def _attributions(path: str) -> tuple[list[Attribution], int]:
    """Return the attributions of a file of JSON lines and the number of lines that hold none; tell each of those."""
    from kg.jsonl import read_attributions

    where = name_of(path)
    try:
        text = stdin_text() if path == "-" else Path(path).read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(where, error.strerror or str(error), "name a file that 'kg extract' wrote") from None
    except UnicodeDecodeError as error:
        found = f"byte 0x{error.object[error.start]:02x} at offset {error.start} is not UTF-8"
        raise InputError(where, found, "name a file that 'kg extract' wrote") from None
    attributions, skipped = [], 0
    for item in read_attributions(text.split("\n"), where=where):
        if not isinstance(item, InputError):
            attributions.append(item)
            continue
        skipped += 1
        if skipped <= TOLD:
            tell(item)
    if skipped > TOLD:
        more = f"{count(skipped - TOLD, 'more line')} without an attribution"
        tell(InputError(where, more, "name a file that 'kg extract' wrote"))
    return attributions, skipped
