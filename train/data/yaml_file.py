"""YAML that anybody may have written: read without running anything, and without its taking all memory.

A name for a part (``&name``, ``*name``) lets a text of one page stand for more than any memory holds; so what a text
would be without such names is counted before anything is made of it.
"""

from pathlib import Path
from typing import Any

import yaml

MOST_BYTES = 1_000_000
MOST_PARTS = 100_000  # keys, values and lists, each counted wherever its name stands for it


def read_yaml(file: Path, loader: type[yaml.SafeLoader] = yaml.SafeLoader) -> Any:
    """What a YAML file says; ``None`` where it is empty. Raises ``FileNotFoundError`` and other kinds of ``OSError``
    where it cannot be opened, and ``ValueError`` for what is no YAML, or far too large."""
    if file.exists() and not file.is_file():  # a device, perhaps, which has no end
        raise OSError(f"{file} is no file")
    if file.stat().st_size > MOST_BYTES:
        raise ValueError("too large")
    return parse_yaml(file.read_text(encoding="utf-8"), loader)


def parse_yaml(text: str, loader: type[yaml.SafeLoader] = yaml.SafeLoader) -> Any:
    """As ``read_yaml``, of a text. Raises ``ValueError``."""
    try:
        reading = loader(text)
        try:
            node = reading.get_single_node()
            if node is None:
                return None
            if _parts(node, {}) > MOST_PARTS:
                raise ValueError("too large once every name is written out")
            return reading.construct_document(node)
        finally:
            reading.dispose()
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except (TypeError, AttributeError, KeyError, IndexError, OverflowError) as error:
        raise ValueError("a value that is not what it says") from error  # as PyYAML tells of some wrong tags


def _parts(node: yaml.Node, known: dict[int, int]) -> int:
    """How many parts a node has if every name is written out. Raises ``ValueError`` for one that is part of itself."""
    if id(node) in known:
        if not known[id(node)]:
            raise ValueError("a part that holds itself")
        return known[id(node)]
    known[id(node)] = 0
    parts = 1
    if isinstance(node, yaml.SequenceNode):
        parts += sum(_parts(item, known) for item in node.value)
    elif isinstance(node, yaml.MappingNode):
        parts += sum(_parts(key, known) + _parts(value, known) for key, value in node.value)
    known[id(node)] = parts
    return parts
