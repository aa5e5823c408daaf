"""The numbers of an explanation: everything as arrays, and what is drawn as tables that any spreadsheet reads."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from recognizer.explain.explanation import Explanation
from recognizer.explain.maps import MapKind, attention_map, topology_map
from recognizer.files import atomic
from recognizer.skeleton.joints import BODY_PARTS, NAMES, normalised_adjacency


def save_arrays(explanation: Explanation, path: Path) -> None:
    """Everything, of all blocks, as an ``.npz`` file that holds plain arrays alone.

    Per block with adjacencies ``blockN_shared`` ``(fragment, target, source)``, ``blockN_alpha`` ``(fragment,)``,
    ``blockN_dynamic`` and ``blockN_topology`` ``(fragment, channel, target, source)``, and per block with attention
    over time ``blockN_attention`` ``(branch, head, query, key)``. Besides: ``physical`` ``(target, source)``,
    ``joints`` (names), ``labels``, ``probabilities``, ``keypoints`` ``(frame, joint, axis)`` in metres at ``time``
    (seconds), ``explained`` (the label), and what hiding did to its probability: ``joint_drop``, ``part_drop`` with
    ``parts``, ``span_drop`` with ``spans`` (seconds, from and to).
    """
    window, importance = explanation.window, explanation.importance
    keypoints = window.keypoints.cpu().numpy()
    arrays = {
        "labels": np.array(explanation.labels),
        "probabilities": window.probabilities,
        "explained": np.array(explanation.label),
        "joints": np.array(NAMES),
        "keypoints": keypoints,
        "time": explanation.times(len(keypoints)),
        "physical": normalised_adjacency(),
        "joint_drop": importance.joints,
        "parts": np.array([part.name for part in BODY_PARTS]),
        "part_drop": importance.parts,
        "spans": np.array(explanation.stretches),
        "span_drop": importance.spans,
    }
    for number, trace in enumerate(window.trace, start=1):
        if trace.fragments:
            arrays[f"block{number}_shared"] = trace.shared.numpy()
            arrays[f"block{number}_alpha"] = trace.alpha.numpy()
            arrays[f"block{number}_dynamic"] = trace.dynamic[0].numpy()
            arrays[f"block{number}_topology"] = trace.topology[0].numpy()
        if trace.attends:
            arrays[f"block{number}_attention"] = trace.attention[0].numpy()
    with atomic(path) as temporary:
        np.savez_compressed(temporary, **arrays)  # type: ignore[arg-type]  # the stub allows no unknown names


def save_topology(explanation: Explanation, path: Path) -> None:
    """A row for each cell of the drawn block's maps, mean over channels."""

    def rows() -> Iterable[Sequence[object]]:
        for fragment in range(explanation.trace.fragments):
            for kind in MapKind:
                values = topology_map(explanation.trace, fragment, kind)
                for (target, source), value in np.ndenumerate(values):
                    yield block, fragment + 1, MAP_NAMES[kind], NAMES[target], NAMES[source], _short(value)

    block = explanation.block + 1
    _write(path, ("block", "fragment", "map", "target", "source", "value"), rows())


def save_attention(explanation: Explanation, path: Path) -> None:
    """A row for each cell of the drawn block's maps, with the seconds of query and key."""

    def rows() -> Iterable[Sequence[object]]:
        branches, heads = explanation.trace.attention.shape[1:3]
        for branch, head in np.ndindex(branches, heads):
            values = attention_map(explanation.trace, branch, head)
            assert values is not None, "asked for where there is attention alone"
            queries, keys = (explanation.times(count) for count in values.shape)
            for (query, key), value in np.ndenumerate(values):
                at, to = (f"{seconds:.3f}" for seconds in (queries[query], keys[key]))
                yield explanation.block + 1, branch + 1, head + 1, at, to, _short(value)

    _write(path, ("block", "branch", "head", "query_s", "key_s", "weight"), rows())


def save_importance(explanation: Explanation, path: Path) -> None:
    """A row for everything that was hidden: what kind it is, its name, the probability without it, and the drop."""
    importance = explanation.importance

    def rows() -> Iterable[Sequence[object]]:
        stretches = [f"{start:.3f} to {end:.3f} s" for start, end in explanation.stretches]
        for kind, names, drops in (
            ("joint", NAMES, importance.joints),
            ("part", [part.name for part in BODY_PARTS], importance.parts),
            ("time", stretches, importance.spans),
        ):
            for name, drop in zip(names, drops, strict=True):
                yield kind, name, explanation.label, _short(importance.probability - drop), _short(drop)

    _write(path, ("kind", "hidden", "label", "probability", "drop"), rows())


MAP_NAMES = {
    MapKind.SHARED: "shared",
    MapKind.DYNAMIC: "dynamic",
    MapKind.CHANGE: "change",
    MapKind.TOPOLOGY: "topology",
    MapKind.DIFFERENCE: "difference",
    MapKind.SKELETON: "skeleton",
}


def _short(value: float) -> str:
    """As many digits as float32 holds."""
    return f"{value:.7g}"


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with atomic(path) as temporary, open(temporary, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
