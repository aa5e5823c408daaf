"""`publish`: train a model on everybody, take calibration and rules from its folds, and write its folder and card."""

import json
from collections.abc import Sequence
from pathlib import Path
from statistics import geometric_mean, median

from recognizer.errors import UserError
from recognizer.files import write_text
from recognizer.model.model_config import Decision
from recognizer.model.model_folder import Model, load_model, save_model
from recognizer.model.operating_points import BALANCED
from train.data.corpus import ClipSelection
from train.data.label_lists import load_label_sources
from train.evaluation.evaluate import inner_use, training_facts
from train.release.cross_validation import load_folds
from train.release.fuse import in_one
from train.release.model_card import card_text
from train.release.open_set import load_unknown
from train.training.config import FitConfig
from train.training.fit import train_once
from train.training.training_clips import load_corpus


def publish(config: FitConfig, streams: Sequence[str], runs: Path, measured: Path, to: Path) -> Model:
    """From what `folds` and `unknown` left in ``measured`` to the model folder ``to``. Every stream is trained on all
    people; what to expect of the model is what its folds measured on people whom they had never seen."""
    results = load_folds(config, streams, measured)
    if not results:
        raise UserError(f"{measured} holds no results of folds: run train/run.py folds first.")
    early = [each.fold for each in results if {*each.found_on, each.fold} != {one.fold for one in results}]
    if early:
        raise UserError(
            f"Fold {early[0]} was measured before the others were trained: remove {measured}/fold-{early[0]}.json "
            "and run train/run.py folds to measure it anew."
        )
    data = config.data.model_copy(update={"test_folds": [], "validation_folds": []})
    folders = []
    for stream in streams:
        out = str(runs / "final" / stream)
        folders.append(train_once(config.model_copy(update={"data": data, "stream": stream, "out": out})))
    parts = [load_model(folder) for folder in folders]
    rules = {
        point: middle([result.points[point].rules for result in results]).model_dump() for point in results[0].points
    }
    model = in_one(
        parts,
        [1.0] * len(parts),
        name=to.name,
        temperature=round(geometric_mean(result.temperature for result in results), 3),
        decision=rules.pop(BALANCED),
        operating_points=rules,
    )
    everybody = load_corpus(config, ClipSelection(config.data.split))
    card = card_text(
        config,
        model,
        everybody.name,
        results,
        load_unknown(measured / "unknown.json"),
        inner_use(model, everybody),
        None if config.data.labels is None else load_label_sources(config.data.labels),
    )
    save_model(to, model.config, model.networks, card)
    facts = [fact for folder in folders for fact in training_facts(str(folder))]
    write_text(to / "training.json", json.dumps(facts, indent=1) + "\n")
    return model


def middle(rules: Sequence[Decision]) -> Decision:
    """The median of every number; of a label's own threshold, ``enter`` where it has none. All have ``idle``, or none
    has."""
    numbers = Decision.model_fields.keys() - {"thresholds"}
    if any(each.idle is None for each in rules):
        numbers -= {"idle"}
    own = {label for each in rules for label in each.thresholds}
    return Decision(
        **{name: round(median(getattr(each, name) for each in rules), 3) for name in numbers},
        thresholds={
            label: round(median(each.thresholds.get(label, each.enter) for each in rules), 3) for label in sorted(own)
        },
    )
