"""Lists of labels: what a model is to tell apart, and which classes of which data sets feed each label.

A list is a YAML file. Those in ``train/label_lists`` go by their names; a file of one's own is given by its path::

    labels:
      wave: {utd-mhad: [wave], kard: [horizontal arm wave, high arm wave], videos: [greeting]}
    background: {msr-daily: [write], videos: ["(daily life)"]}   # learned as "no known action", where that is asked for

A class of a set that the list names, but that it does not name itself, is left out. Of a set that it does not name at
all, the classes that bear a label's name feed that label.
"""

from collections.abc import Container, Hashable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError

from recognizer.errors import UserError
from recognizer.network.config import StrictModel
from recognizer.text import one_line
from train.data.yaml_file import read_yaml
from train.datasets import READERS
from train.datasets.videos import NAME as VIDEOS

LISTS = Path(__file__).resolve().parent.parent / "label_lists"  # those that come along with the program
_BACKGROUND = "the background"  # how errors call it

ClassesBySet = dict[str, list[str]]  # by a data set's name


class LabelSources(StrictModel):
    """Labels, each with the classes that feed it, by data set; ``background``: the classes learned as "no known action"
    where that is asked for."""

    labels: dict[str, ClassesBySet] = Field(min_length=1)
    background: ClassesBySet = Field(default_factory=dict)

    @cached_property
    def names(self) -> list[str]:
        """The labels in the order that a model has them in: sorted."""
        return sorted(self.labels)

    @cached_property
    def sets(self) -> set[str]:
        """The data sets that the list names."""
        return {name for by_set in (*self.labels.values(), self.background) for name in by_set}

    def label_of_class(self, data_set: str) -> dict[str, str]:
        """The label that each class of one set feeds; classes that feed none are missing."""
        return {name: label for label, by_set in self.labels.items() for name in by_set.get(data_set, ())}

    def apart_from(self, data_sets: Container[str]) -> "LabelSources":
        """The same labels, without a word on these sets."""
        return LabelSources(
            labels={label: _apart(by_set, data_sets) for label, by_set in self.labels.items()},
            background=_apart(self.background, data_sets),
        )

    def table(self, data_sets: Container[str] | None = None) -> str:
        """Markdown: every label with the classes that feed it, and the background last; of these sets alone, where any
        are given."""
        lines = ["| label | fed by |", "|---|---|"]
        rows = [(label, self.labels[label]) for label in self.names]
        for label, by_set in [*rows, ("no known action", self.background)]:
            cells = [
                f"{data_set}: {', '.join(classes)}"
                for data_set, classes in by_set.items()
                if data_sets is None or data_set in data_sets
            ]
            if cells:
                lines.append(f"| {label} | {'; '.join(cells)} |")
        return "\n".join(lines)


def load_label_sources(name: str) -> LabelSources:
    """The list of that name, or in that YAML file. Raises ``UserError`` where there is none, or where it names a data
    set or a class that there is not, or gives a class to more than one label."""
    file = LISTS / f"{name}.yaml"
    if Path(name).suffix in (".yaml", ".yml"):
        file = Path(name)
    elif not file.is_file():
        known = ", ".join(sorted(path.stem for path in LISTS.glob("*.yaml")))
        raise UserError(f"There is no list of labels {name}: choose {known}, or give the path of a YAML file.")
    try:
        values = read_yaml(file, _Loader)
    except FileNotFoundError as error:
        raise UserError(f"There is no list of labels {file}.") from error
    except _Twice as error:
        raise UserError(f"{file}: {one_line(str(error))} is there twice, in one mapping.") from error
    except (OSError, ValueError) as error:
        raise UserError(f"{file} cannot be read as YAML.") from error
    if not isinstance(values, dict):
        raise UserError(f"{file} is not a list of labels: it has no keys.")
    try:
        sources = LabelSources.model_validate(values)
    except ValidationError as error:
        raise UserError(f"{file}: {one_line(_reason(error))}") from error
    for problem in _problems(sources):
        raise UserError(f"{file}: {one_line(problem)}")
    return sources


def _apart(by_set: ClassesBySet, data_sets: Container[str]) -> ClassesBySet:
    return {name: classes for name, classes in by_set.items() if name not in data_sets}


def _reason(error: ValidationError) -> str:
    """The first fault, in one sentence."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part != "[key]")
    if first["type"] == "string_type":
        return f"{where}: {first['input']!r:.60} is no name; in YAML, names such as yes, no and 1 need quotes."
    if first["type"] == "extra_forbidden":
        return f"{where}: there is no such key; a list has labels and background."
    return f"{where}: {first['msg']}."


def _problems(sources: LabelSources) -> Iterator[str]:
    """What does not fit the data sets, one sentence each."""
    fed: dict[tuple[str, str], str] = {}
    parts = [(f'the label "{label}"', by_set) for label, by_set in sources.labels.items()]
    for where, by_set in [*parts, (_BACKGROUND, sources.background)]:
        if not any(by_set.values()) and where != _BACKGROUND:
            yield f"{where} has no class that feeds it."
        for data_set, classes in by_set.items():
            if data_set != VIDEOS and data_set not in READERS:
                yield f"{where}: there is no data set {data_set}: choose {', '.join([*READERS, VIDEOS])}."
                continue
            existing = READERS[data_set].classes if data_set in READERS else ()
            for name in classes:
                if existing and name not in existing:
                    yield f'{where}: {data_set} has no class "{name}".'
                before = fed.setdefault((data_set, name), where)
                if before != where:
                    yield f'the class "{name}" of {data_set} feeds {before} and {where}: it can feed one only.'


class _Twice(Exception):
    """A mapping has a key twice, of which YAML would silently drop the first; the message is the key."""


class _Loader(yaml.SafeLoader):
    """YAML whose mappings must not have a key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        before: set[str] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(key, yaml.ScalarNode):
                if key.value in before:
                    raise _Twice(key.value)
                before.add(key.value)
        return super().construct_mapping(node, deep)
