"""Models that ship: a folder goes in, its manifest, the bytes of its files and sessions of ONNX Runtime come out, all checked.

A folder holds ``model.json`` (format, name, version, and the SHA-256 of every other file) and the files that it names.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import onnxruntime

from kg.errors import ModelFileError, ModelMissing

MANIFEST = "model.json"
REINSTALL = "install the package again, or export the model again (training/README.md)"


def read_manifest(folder: Path, format: int) -> dict[str, Any]:
    """Return what ``model.json`` of *folder* holds.

    Raises :class:`ModelMissing` where there is none, :class:`ModelFileError` where it can't be read or isn't of *format*.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise ModelMissing(str(path), "no model", REINSTALL) from error
    except (OSError, ValueError) as error:
        raise ModelFileError(str(path), f"not readable as JSON ({error})", REINSTALL) from error
    if not isinstance(manifest, dict) or manifest.get("format") != format or not isinstance(manifest.get("sha256"), dict):
        raise ModelFileError(str(path), f"not a model of format {format}", REINSTALL)
    return manifest


def name(manifest: dict[str, Any]) -> str:
    """Return name and version of the model that *manifest* describes, as the graph's generator gives them."""
    return f"{manifest['name']} {manifest['version']}"


def read_file(path: Path, manifest: dict[str, Any]) -> bytes:
    """Return the bytes of the file at *path*; :class:`ModelFileError` unless their SHA-256 is the one in *manifest*."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelFileError(str(path), f"not readable ({error.strerror})", REINSTALL) from error
    if hashlib.sha256(data).hexdigest() != manifest["sha256"].get(path.name):
        raise ModelFileError(str(path), f"not the bytes whose SHA-256 {MANIFEST} holds", REINSTALL)
    return data


def session(graph: bytes) -> onnxruntime.InferenceSession:
    """Return a session for an ONNX *graph* that runs on one thread: callers that want more run several inputs at a time."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
