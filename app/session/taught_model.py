"""The model that judges, with the user's own actions where there is a pack of them. No Qt here."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recognizer.model.model_folder import Model


def unheard(sentence: str) -> None:
    """For a note that was told already, where the same pack was loaded first."""


def load_taught(spec: str, device: str, pack: str = "", note: Callable[[str], None] = unheard) -> "Model":
    """The model of that name or folder, on a device as for ``choose_device``, with the actions of the ``pack`` in that
    folder; without a pack, as it is. Raises ``UserError`` where one of them cannot be used."""
    from recognizer.model.device import choose_device
    from recognizer.model.model_folder import load_model

    return with_pack(load_model(spec, choose_device(device)), pack, note)


def with_pack(model: "Model", pack: str, note: Callable[[str], None] = unheard) -> "Model":
    """The model with the actions of the pack in that folder, as it is on disk now; a pack without an example, or none
    at all, adds nothing. ``note`` is told where something is learned anew for it. Raises ``UserError`` where the pack
    cannot be used."""
    if not pack:
        return model
    from recognizer.own_actions.pack_folder import load_pack
    from recognizer.own_actions.teaching import taught

    found = load_pack(Path(pack))
    return taught(model, found, note) if found.examples else model
