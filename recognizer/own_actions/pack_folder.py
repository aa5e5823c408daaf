"""A pack's folder: ``pack.json``, ``examples/<action>/*.npz`` and ``head.safetensors``.

``pack.json`` makes the folder a pack: it names every file with a hash of what is in it. It is written last, and no file
that it names is changed before, so that whatever interrupts the writing leaves the old pack or the new one, whole. Of
the head, the new one waits under another name until then. Nothing is ever unpickled.
"""

import hashlib
import json
import re
import unicodedata
from contextlib import suppress
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save

from recognizer.errors import UserError
from recognizer.files import atomic, is_old, put_in_place, remove_abandoned, write_text
from recognizer.model.own_head import TENSORS, HeadWeights
from recognizer.own_actions.pack import ActionExample, Learned, Lesson, OwnAction, Pack, tidy_name
from recognizer.own_actions.pack_entry import (
    EXAMPLES,
    PACK_FILE,
    ActionEntry,
    ExampleEntry,
    HeadEntry,
    PackEntry,
    read_entry,
)
from recognizer.skeleton.clip import Clip, load_npz, save_npz
from recognizer.version import program_version

HEAD, NEW_HEAD = "head.safetensors", "head.new.safetensors"
READINGS = 5  # of a pack that others write meanwhile
_LEFT_BY_AN_INTERRUPTION = {EXAMPLES, NEW_HEAD}


def load_pack(folder: str | Path) -> Pack:
    """The pack in that folder; without what was learned, where that is not there or does not fit the examples. Raises
    ``UserError`` where there is no pack, or one that is broken.

    What another program writes at the same time is read anew, so that files that it removes are not missed."""
    for _ in range(READINGS - 1):
        before = pack_state(folder)
        try:
            return _load_pack(Path(folder))
        except UserError:
            if pack_state(folder) == before:
                raise
    return _load_pack(Path(folder))


def _load_pack(folder: Path) -> Pack:
    entry = read_entry(folder)
    if entry is None:
        raise UserError(f"{folder} is no pack of own actions: it has no {PACK_FILE}.")
    try:
        actions = tuple(_read_action(folder, each) for each in entry.actions)
        examples = tuple(
            _read_example(folder, action.name, each)
            for action, described in zip(actions, entry.actions, strict=True)
            for each in described.examples
        )
        pack = Pack(actions, examples, entry.alone)
        return Pack(actions, examples, entry.alone, _read_head(folder, entry, pack))
    except ValueError as error:
        raise UserError(f"{folder / PACK_FILE} does not fit together: {error}.") from error


def open_pack(folder: str | Path) -> Pack:
    """The pack in that folder, or an empty one where one can be made there. Raises ``UserError`` as ``load_pack`` and
    ``save_pack``."""
    folder = Path(folder)
    if (folder / PACK_FILE).exists():
        return load_pack(folder)
    _check_free(folder)
    return Pack()


def save_pack(folder: str | Path, pack: Pack) -> None:
    """Write the pack into that folder, which is made, or has held a pack before. Whatever ends the writing leaves the
    old pack or the new one. Files of the old one that the new one lacks are removed, and what a killed writing left a
    day ago or more; no others. Raises ``UserError`` where the folder cannot be written or holds something else."""
    folder = Path(folder)
    before = read_entry(folder)
    if before is None:
        _check_free(folder)
    else:
        _finish_head(folder, before)
    head = None if pack.learned is None else _head_bytes(pack.learned.weights)
    entry = _entry_of(pack, head)
    for example in pack.examples:
        _write_example(_inside(folder, _file_of(example)), example)
    if head is not None and _digest_of(folder / HEAD) != _digest(head):
        with atomic(folder / NEW_HEAD) as temporary:
            temporary.write_bytes(head)
    write_text(folder / PACK_FILE, json.dumps(entry.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n")
    _finish_head(folder, entry)
    if before is not None:
        _remove_old(folder, before, entry)
    _remove_orphans(folder, entry)


def pack_state(folder: str | Path) -> str:
    """What tells whether another program has written the pack meanwhile: a hash of its ``pack.json``, which names all
    of it by hashes of their own; empty where there is none."""
    return _digest_of(Path(folder) / PACK_FILE) or ""


def pack_files(folder: str | Path) -> list[Path]:
    """All files that a pack's folder holds of it. Raises ``UserError`` where it is none."""
    folder = Path(folder)
    entry = read_entry(folder)
    if entry is None:
        raise UserError(f"{folder} is no pack of own actions: it has no {PACK_FILE}.")
    return [folder / PACK_FILE, folder / HEAD, folder / NEW_HEAD, *(folder / file for file in entry.files)]


def _read_action(folder: Path, entry: ActionEntry) -> OwnAction:
    try:
        return OwnAction(tidy_name(entry.name), entry.threshold)
    except UserError as error:
        raise UserError(f"{folder / PACK_FILE}: {error}") from error


def _read_example(folder: Path, action: str, entry: ExampleEntry) -> ActionExample:
    path = _inside(folder, entry.file)
    if not path.is_file():
        raise UserError(f"The pack {folder} is not whole: {entry.file} is missing.")
    clip = load_npz(path)
    try:
        example = ActionExample(action, entry.name, clip, entry.origin)
    except UserError as error:
        raise UserError(f"{path}: {error}") from error
    if example.digest != entry.digest:
        raise UserError(f"The pack {folder} is broken: {entry.file} holds another clip than its {PACK_FILE} says.")
    return example


def _inside(folder: Path, file: str) -> Path:
    """The path of a file of the pack. Raises ``UserError`` where a link leads out of its folder."""
    path = folder / file
    if not path.resolve().is_relative_to(folder.resolve()):
        raise UserError(f"The pack {folder} is broken: {file} leads out of its folder.")
    return path


def _read_head(folder: Path, entry: PackEntry, pack: Pack) -> Learned | None:
    """What was learned, where it is what ``pack.json`` says and was learned from these examples."""
    head = entry.head
    if head is None or head.examples != _lesson_digest(pack.lesson):
        return None
    for name in (HEAD, NEW_HEAD):
        path = _inside(folder, name)
        if _digest_of(path) == head.digest:
            weights = _weights(path.read_bytes())
            fits = weights is not None and weights.actions == len(pack.shown)
            return Learned(weights, head.model, head.fingerprint) if weights is not None and fits else None
    return None


def _weights(content: bytes) -> HeadWeights | None:
    try:
        tensors = load(content)
        weights = HeadWeights(*(tensors[name].float() for name in TENSORS))
    except (SafetensorError, KeyError, ValueError):
        return None
    finite = all(torch.isfinite(getattr(weights, name)).all() for name in TENSORS)
    return weights if finite and (weights.scale > 0).all() and (weights.radius > 0).all() else None


def _head_bytes(weights: HeadWeights) -> bytes:
    return save({name: getattr(weights, name).contiguous().cpu() for name in TENSORS})


def _entry_of(pack: Pack, head: bytes | None) -> PackEntry:
    learned = None
    if pack.learned is not None and head is not None:
        learned = HeadEntry(
            digest=_digest(head),
            examples=_lesson_digest(pack.lesson),
            model=pack.learned.model,
            fingerprint=pack.learned.fingerprint,
        )
    actions = [
        ActionEntry(
            name=action.name,
            threshold=action.threshold,
            examples=[
                ExampleEntry(name=each.name, file=_file_of(each), digest=each.digest, origin=each.origin)
                for each in pack.of(action.name)
            ],
        )
        for action in pack.actions
    ]
    return PackEntry(kind="own actions", version=program_version(), alone=pack.alone, actions=actions, head=learned)


def _file_of(example: ActionExample) -> str:
    """Where an example is kept. Another clip has another name, so that no file of the old pack is changed while the new
    one is written."""
    return f"{EXAMPLES}/{_safe_name(example.action)}/{_safe_name(example.name)}-{example.digest[:12]}.npz"


def _safe_name(name: str) -> str:
    """A name that every system takes for a file's; where it is another one than ``name``, with a hash of that. It has
    no capital letters, since to some systems "Wave" and "wave" are one file."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40]
    device = re.fullmatch(r"con|prn|aux|nul|(com|lpt)[0-9]", plain)
    if plain == name and not device:
        return plain
    return f"{plain or 'action'}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def _write_example(path: Path, example: ActionExample) -> None:
    """Write an example's clip, unless it is there."""
    if not _holds(path, example.digest):
        clip = example.clip
        save_npz(Clip(clip.keypoints, clip.confidence, clip.time, clip.identity), path)


def _holds(path: Path, digest: str) -> bool:
    """Whether the file is there and holds the clip of that digest."""
    if not path.is_file() or path.is_symlink():
        return False
    try:
        return ActionExample("", "", load_npz(path)).digest == digest
    except UserError:
        return False


def _finish_head(folder: Path, entry: PackEntry) -> None:
    """Give the new head its place, where ``pack.json`` means that one."""
    wanted = None if entry.head is None else entry.head.digest
    if wanted is not None and _digest_of(folder / HEAD) != wanted == _digest_of(folder / NEW_HEAD):
        try:
            put_in_place(folder / NEW_HEAD, folder / HEAD)
        except OSError as error:
            raise UserError(f"Cannot write {folder / HEAD}: {error.strerror or error}.") from error


def _remove_old(folder: Path, before: PackEntry, now: PackEntry) -> None:
    """Remove what ``before`` names and ``now`` does not, as long as it is what was written then, and no file of the new
    pack under another name: a link, or other capital letters, can lead to the same one."""
    root = folder.resolve()
    kept = {_identity(folder / file) for file in now.files}
    for file in before.files.keys() - now.files.keys():
        path = folder / file
        inside = path.parent.resolve().is_relative_to(root)
        if inside and _holds(path, before.files[file]) and _identity(path) not in kept:
            _try_to_remove(path)
            with suppress(OSError):
                path.parent.rmdir()  # which only an empty folder lets happen
    if before.head is not None and now.head is None and _digest_of(folder / HEAD) == before.head.digest:
        _try_to_remove(folder / HEAD)


def _remove_orphans(folder: Path, now: PackEntry) -> None:
    """Remove examples that were written for a pack which never came to be. Their names have a hash of their content, so
    that nothing of somebody else's is taken for one."""
    named = {path.name for path in map(Path, now.files)}
    for action in _folders(folder / EXAMPLES):
        remove_abandoned(action)
        for path in action.glob("*-*.npz"):
            with suppress(OSError, UserError):
                digest = path.stem.rpartition("-")[2]
                orphan = path.name not in named and len(digest) == 12 and not path.is_symlink() and is_old(path)
                if orphan and ActionExample("", "", load_npz(path)).digest.startswith(digest):
                    path.unlink()
        with suppress(OSError):
            action.rmdir()  # which only an empty folder lets happen


def _folders(place: Path) -> list[Path]:
    """The folders in a folder; none where there is none. Links are no folders here."""
    with suppress(OSError):
        return [each for each in place.iterdir() if each.is_dir() and not each.is_symlink()]
    return []


def _identity(path: Path) -> tuple[int, int]:
    """What all names of one file have in common."""
    state = path.stat()
    return state.st_dev, state.st_ino


def _try_to_remove(path: Path) -> None:
    """What cannot be removed stays: ``pack.json`` does not name it."""
    with suppress(OSError):
        path.unlink()


def _check_free(folder: Path) -> None:
    """Raises ``UserError`` where a folder without ``pack.json`` holds what no interrupted writing leaves."""
    try:
        names = {each.name for each in folder.iterdir() if not each.name.startswith(".")}
    except FileNotFoundError:
        return
    except OSError as error:
        raise UserError(f"Cannot write a pack to {folder}: {error.strerror or error}.") from error
    if strangers := sorted(names - _LEFT_BY_AN_INTERRUPTION):
        raise UserError(f"{folder} is no pack and not empty, it holds {strangers[0]}: choose a new folder.")


def _lesson_digest(lesson: Lesson) -> str:
    return _digest(json.dumps(lesson).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of(path: Path) -> str | None:
    try:
        return _digest(path.read_bytes())
    except OSError:
        return None
