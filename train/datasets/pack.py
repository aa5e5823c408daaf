"""A pack of own actions (``recognizer.own_actions.pack_folder``): its examples as a data set, to train a network on.

Splits: ``train`` and ``test``, in which every fifth example of each action is, in order of the names. Who shows an
example is not kept in a pack, so that every one counts as a person of its own.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from train.datasets.folder import TESTED, bodies_of
from train.datasets.reader import Entry, Listing, RawClip, Reader, stamp

if TYPE_CHECKING:
    from recognizer.own_actions.pack import ActionExample


def list_examples(raw: Path) -> Listing:
    """Every example of the pack in this folder. Raises ``UserError`` where it is none."""
    # It carries PyTorch, which other readers do without.
    from recognizer.own_actions.pack_folder import PACK_FILE, load_pack

    pack = load_pack(raw)
    entries = []
    for action in pack.shown:
        for number, example in enumerate(sorted(pack.of(action.name), key=lambda each: each.name)):
            split = "test" if number % TESTED == TESTED - 1 else "train"
            entries.append(Entry(f"{action.name}/{example.name}", partial(_read, example, split)))
    return Listing(entries, len(entries), stamp([raw / PACK_FILE]))  # which names every clip by its hash


def _read(example: "ActionExample", split: str) -> RawClip:
    keypoints, fps = bodies_of(example.clip)
    name = f"{example.action}/{example.name}"
    return RawClip(name, keypoints, fps, label=example.action, person=name, group="pack", splits=(split,))


READER = Reader("pack", "pack of own actions", parallel=False, listing=list_examples)
