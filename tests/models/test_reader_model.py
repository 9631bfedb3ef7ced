"""The shipped model loads only as what its manifest says it is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.models.reader import FOLDER, ReaderModel


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "reader"))


def test_the_shipped_files_are_those_of_the_manifest_and_small() -> None:
    model = ReaderModel.load()
    assert len(model.digest) == 64
    assert (FOLDER / "reader.onnx").stat().st_size < 30_000_000
    assert (FOLDER / "README.md").read_text(encoding="utf8").startswith("# ")


def test_another_file_under_the_model_s_name_is_refused(copy: Path) -> None:
    with (copy / "reader.onnx").open("ab") as f:
        f.write(b"!")
    with pytest.raises(ModelError, match=r"reader\.onnx: not the file that manifest"):
        ReaderModel.load(copy)


def test_a_missing_model_file_is_named(copy: Path) -> None:
    (copy / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json: the model file cannot be read"):
        ReaderModel.load(copy)


def test_labels_of_another_version_are_refused(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["labels"]["tags"] = ["O"]
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="labels"):
        ReaderModel.load(copy)


def test_a_broken_manifest_is_named(copy: Path) -> None:
    (copy / "manifest.json").write_text("{")
    with pytest.raises(ModelError, match="not JSON"):
        ReaderModel.load(copy)


def test_confidence_rises_with_the_raw_score() -> None:
    model = ReaderModel.load()
    told = [model.confidence(x / 20) for x in range(21)]
    assert told == sorted(told) and told[0] >= 0 and told[-1] <= 1
