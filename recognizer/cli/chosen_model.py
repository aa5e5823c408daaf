"""The model that a command judges with: the one that was asked for, with the user's own actions."""

import sys
from pathlib import Path

from recognizer.files import user_path
from recognizer.model.device import choose_device
from recognizer.model.model_folder import Model, load_model
from recognizer.offline import RecognitionOptions
from recognizer.own_actions.pack_folder import load_pack, pack_files
from recognizer.own_actions.teaching import taught


def chosen_model(viewing: RecognitionOptions) -> Model:
    """The model, with the actions of the pack where there is one. Where those had to be learned anew for it, a sentence
    on standard error says so. Raises ``UserError``."""
    model = load_model(viewing.model, choose_device(viewing.device))
    if viewing.pack is None:
        return model
    return taught(model, load_pack(user_path(viewing.pack)), _note)


def read_files(viewing: RecognitionOptions) -> list[str | Path]:
    """The files that are read beside the sources, which no output may replace. Raises ``UserError`` where the pack is
    none."""
    pose_model = [] if viewing.pose_model is None else [viewing.pose_model]
    return [*pose_model, *([] if viewing.pack is None else pack_files(user_path(viewing.pack)))]


def _note(sentence: str) -> None:
    print(f"Note: {sentence}", file=sys.stderr, flush=True)
