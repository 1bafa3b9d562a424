from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kg.errors import ModelFileError, ModelMissing
from kg.extract.tagger import tag
from kg.extract.tagger.decode import CUE_LABELS, LINK_LABELS
from kg.extract.tagger.model import ENCODER, FOLDER, LINKER, TOKENIZER, load_model
from kg.extract.tagger.windows import windows
from kg.weights import MANIFEST
from tests.extract.tagger.tiny import tokenizer

needs_the_model = pytest.mark.skipif(not (FOLDER / MANIFEST).is_file(), reason="the trained model isn't in this tree")


def write_model(folder: Path, **changed: Any) -> Path:
    """Files with the right checksums; the graphs are no graphs."""
    contents = {ENCODER: b"no graph", LINKER: b"no graph", TOKENIZER: tokenizer().to_str().encode()}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    manifest = {
        "format": 1,
        "name": "tiny",
        "version": "0",
        "cue_labels": CUE_LABELS,
        "link_labels": LINK_LABELS,
        "cue_transitions": np.zeros((4, 3)).tolist(),
        "link_transitions": np.zeros((6, 5)).tolist(),
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest | changed))
    return folder


def test_no_model_is_told_apart_from_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"model\.json: no model; "):
        load_model(tmp_path)
    with pytest.raises(ModelMissing):
        load_model(tmp_path / "nowhere")


@pytest.mark.parametrize("name", [ENCODER, LINKER, TOKENIZER])
def test_a_changed_file_is_refused_unread(tmp_path: Path, name: str) -> None:
    path = write_model(tmp_path) / name
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ModelFileError, match=rf"^{path}: not the bytes whose SHA-256 model\.json holds; "):
        load_model(tmp_path)


@pytest.mark.parametrize("name", [ENCODER, LINKER, TOKENIZER])
def test_a_lost_file_is_named(tmp_path: Path, name: str) -> None:
    (write_model(tmp_path) / name).unlink()
    with pytest.raises(ModelFileError, match=name):
        load_model(tmp_path)


@pytest.mark.parametrize(
    "manifest",
    ["", "[]", "{", "null", '{"format": 1}', '{"format": 2, "sha256": {}}', '{"format": 1, "sha256": {}, "cue_labels": ["O"]}'],
)
def test_a_broken_manifest_is_refused(tmp_path: Path, manifest: str) -> None:
    (tmp_path / MANIFEST).write_text(manifest)
    with pytest.raises(ModelFileError, match=r"model\.json"):
        load_model(tmp_path)


@pytest.mark.parametrize(
    "changed",
    [
        {},  # the graphs are no graphs
        {"cue_transitions": [[0.0]]},
        {"link_transitions": None},
        {"cue_transitions": [[float("nan")] * 3] * 4},
    ],
)
def test_what_no_graph_or_table_holds_is_one_line(tmp_path: Path, changed: dict[str, Any]) -> None:
    with pytest.raises(ModelFileError) as error:
        load_model(write_model(tmp_path, **changed))
    assert "\n" not in str(error.value)


@needs_the_model
def test_the_model_is_loaded_once_and_finds_an_attribution() -> None:
    model = load_model()
    assert load_model() is model
    text = "The mayor said that the bridge would open in May."
    found = [
        (text[slice(*t.cue or (0, 0))], text[slice(*t.source or (0, 0))])
        for t in tag([text], model.network, model.tokenizer)[0]
    ]
    assert found == [("said", "The mayor")]


@needs_the_model
def test_scores_hang_neither_on_neighbours_nor_on_threads() -> None:
    model = load_model()
    texts = ["The mayor said no.", "“Never,” replied Ms. Okafor. " * 5, "It rained."]
    batch = [window for text in texts for window in windows(text, model.tokenizer)]
    together = model.network.encode(batch)
    assert all((a == b).all() for a, b in zip(together, load_model(threads=2).network.encode(batch), strict=True))
    for row, window in enumerate(batch):
        for whole, alone in zip(together, model.network.encode([window]), strict=True):
            assert (whole[row, : len(window.words)] == alone[0]).all()
