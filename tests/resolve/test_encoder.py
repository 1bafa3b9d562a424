"""The claim encoder that ships, and what becomes of one that is missing or broken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kg.errors import ModelFileError, ModelMissing
from kg.resolve.encoder import ENCODER, FOLDER, TOKENIZER, load_encoder
from kg.weights import MANIFEST

needs_the_model = pytest.mark.skipif(not (FOLDER / MANIFEST).is_file(), reason="the trained model isn't in this tree")


def copied(folder: Path, **changed: Any) -> Path:
    for name in (ENCODER, TOKENIZER):
        (folder / name).write_bytes((FOLDER / name).read_bytes())
    manifest = json.loads((FOLDER / MANIFEST).read_text(encoding="utf-8")) | changed
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@needs_the_model
def test_other_words_for_one_claim_are_nearer_than_a_near_claim() -> None:
    texts = ["The tanker leaked oil into the bay.", "Crude from the ship had fouled the bay.", "The bay was closed to ships."]
    vectors = load_encoder().vectors(texts)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1


@needs_the_model
def test_a_vector_does_not_depend_on_what_stands_beside_it() -> None:
    encoder = load_encoder()
    alone, among = (
        encoder.vectors(["It was us."]),
        encoder.vectors(["A long claim about something else altogether.", "It was us."]),
    )
    assert np.array_equal(alone[0], among[1])


@needs_the_model
def test_any_text_has_a_vector() -> None:
    vectors = load_encoder().vectors(["", "…", "Ж" * 50, "word " * 500])
    assert np.isfinite(vectors).all()
    assert load_encoder().vectors([]).shape == (0, vectors.shape[1])


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="no model"):
        load_encoder(tmp_path)


@needs_the_model
def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    copied(tmp_path)
    (tmp_path / TOKENIZER).write_bytes(b"{}")
    with pytest.raises(ModelFileError, match="not the bytes whose SHA-256"):
        load_encoder(tmp_path)


@needs_the_model
def test_a_comparator_of_other_features_is_refused(tmp_path: Path) -> None:
    copied(tmp_path, comparator={"weights": {"luck": 1.0}, "level": 0.0, "least": 0.5})
    with pytest.raises(ModelFileError, match="a comparator of the features luck"):
        load_encoder(tmp_path)
