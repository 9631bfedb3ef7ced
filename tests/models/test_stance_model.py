"""The shipped stance model: it loads only as what its manifest says, answers odd text, and each pair by itself."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import ModelError
from onrecord.models.asks import Ask, Layout
from onrecord.models.stance import FOLDER, Calibration, Kind, StanceModel

ISSUE = Ask(
    "Should Ostmark leave the river commission?",
    "Ostmark must leave the river commission.",
    "Ostmark should stay in the river commission.",
    speaker="Irena Valk",
)
FLAT = Calibration((1.0,) * 3, ((0.0,) * 4,) * 3, ((0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0),) * 3)


def said(text: str, context: str | None = None) -> Ask:
    return replace(ISSUE, text=text, context=context)


@pytest.fixture(scope="module")
def model() -> StanceModel:
    return StanceModel.load()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "stance"))


def test_the_shipped_files_are_those_of_the_manifest_and_small(model: StanceModel) -> None:
    assert len(model.digest) == 64 and 0 < model.threshold_for(said("")) < 1
    assert (FOLDER / "stance.onnx").stat().st_size < 30_000_000
    assert (FOLDER / "README.md").read_text(encoding="utf8").startswith("# ")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ostmark must leave the commission.", "for"),
        ("We support the withdrawal of Ostmark from the commission.", "for"),
        ("We will not leave.", "against"),
        ("It would be a mistake to leave the river commission.", "against"),
        ("The harvest in the south was good this year.", "neither"),
    ],
)
def test_plain_words_are_taken_as_they_are_meant(model: StanceModel, text: str, label: str) -> None:
    assert model.answer([said(text)])[0].label == label


def test_the_chances_of_an_answer_sum_to_one(model: StanceModel) -> None:
    for a in model.answer([said("We will leave."), Ask("Zoos should close", text="Animals suffer there")]):
        assert a.for_ + a.against + a.neither == pytest.approx(1)
        assert 0 <= a.related <= 1 and 0 <= a.confidence <= 1 and a.vector is not None
        assert a.score == pytest.approx(a.for_ - a.against)


def test_an_answer_does_not_depend_on_its_neighbours_or_on_threads(model: StanceModel) -> None:
    asks = [said("We will leave."), said("Nobody knows. " * 20), said(""), said("We stay.", "Valk said: We stay.")]
    alone = [model.answer([a])[0] for a in asks]
    assert model.judge(asks, threads=3) == alone == model.answer(asks) == model.answer(asks[::-1])[::-1]


@pytest.mark.parametrize("text", ["", "\ud800", "\x00", "🂡" * 300, "word " * 3000, "¡مرحبا 你好!"])
def test_odd_text_is_answered(model: StanceModel, text: str) -> None:
    asks = [said(text, text), Ask(text, text, text, text, text, text, text)]
    assert all(np.isfinite(a.confidence) for a in model.answer(asks))


def test_no_asks_have_no_answers(model: StanceModel) -> None:
    assert model.judge([]) == [] == model.answer([])


def test_an_example_moves_the_answer_to_the_same_words(model: StanceModel) -> None:
    ask = said("The question is open.")
    plain, lesson = model.answer([ask])[0], model.sharpened([(ask, "against")] * 3)
    assert lesson.answer([ask])[0].against > plain.against
    assert lesson.sharpened([(ask, "against")] * 3).answer([ask])[0].against > lesson.answer([ask])[0].against
    assert model.answer([ask])[0] == plain


def test_a_file_that_the_manifest_does_not_name_is_refused(copy: Path) -> None:
    (copy / "stance.onnx").write_bytes(b"other")
    with pytest.raises(ModelError, match=r"stance\.onnx: not the file that manifest"):
        StanceModel.load(copy)


def test_a_missing_model_file_is_named(copy: Path) -> None:
    (copy / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json: the model file cannot be read"):
        StanceModel.load(copy)


def test_labels_of_another_version_are_refused(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf8"))
    manifest["labels"] = ["yes", "no"]
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf8")
    with pytest.raises(ModelError, match="labels in manifest"):
        StanceModel.load(copy)


def test_a_scale_below_one_makes_chances_more_even() -> None:
    scores = np.array([2.0, 0.0, 0.0, 0.0])
    flat = FLAT.chances(scores, Kind.BARE)
    half = replace(FLAT, scale=(0.5, 1.0, 1.0))
    assert half.chances(scores, Kind.BARE)[0] < flat[0]
    assert half.chances(scores, Kind.CHOSEN)[0] == flat[0]


def test_confidence_is_the_top_chance_where_no_sign_speaks_against_it() -> None:
    layout = Layout(np.array([101, 5, 102]), np.array([0, 5, 0]))
    assert FLAT.confidence(np.array([0.7, 0.2, 0.1]), layout, Kind.BARE) == pytest.approx(0.7, abs=1e-4)


def test_words_that_a_search_found_are_taken_for_a_side_less_readily(model: StanceModel) -> None:
    found = model.of_found()
    asks = [said("Ostmark must leave the commission."), said("Ostmark has talked of the commission for years.")]
    for chosen, same in zip(model.answer(asks), found.answer(asks), strict=True):
        assert same.for_ + same.against < chosen.for_ + chosen.against
    assert found.sharpened([(asks[1], "against")]).threshold_for(asks[0]) == found.threshold_for(asks[0])
    assert found.threshold_for(Ask("zoos")) == model.threshold_for(Ask("zoos"))  # without ends nothing is known apart
