"""Changes to JSON and YAML that leave the syntax whole and the content wrong."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

import yaml

from benchmarks.fuzzing.byte_mutators import mutate_bytes

# What JSON cannot be made to write by itself stands for a while as a text, and is put in afterwards.
_AFTERWARDS = {
    "@nested lists@": "[" * 4000 + "]" * 4000,
    "@nested keys@": '{"a":' * 4000 + "1" + "}" * 4000,
    "@long integer@": "9" * 5000,
    "@beyond doubles@": "1e400",
    "@half a character@": '"\\ud800"',
}
_ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, -(2**31) - 1, 2**53 + 1, 2**63, 10**30, 1e308, -1e308, 1e-320, 0.5),
    *(float("nan"), float("inf"), -float("inf"), "", " ", "x", "x" * 3000, "\x00", "a\nb", "../..", "/dev/zero", "~"),
    *(
        "nan",
        "1",
        "/" * 300,
        "y" * 300 + "/z",
        "\u202e",
        "\U0001f600",
        [],
        {},
        [[]],
        [1] * 300,
        {"": 0},
        {"a": {"a": {}}},
    ),
    *_AFTERWARDS,
)
_BOMB = "z0: &z0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"z{n}: &z{n} [{', '.join([f'*z{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
_MERGE_BOMB = "z0: &z0 {x: 1}\n" + "".join(
    f"z{n}: &z{n} {{<<: [{', '.join([f'*z{n - 1}'] * 9)}]}}\n" for n in range(1, 12)
)
_YAML_WORDS = (
    *("!!python/object/apply:os.mkdir [was-run]", "!!python/name:os.system", "!!map [a, b]", "!!omap [a]", "!!set {a}"),
    *("!!binary x", "!!timestamp x", "2020-99-99", "!!int x", "!!float x", "!!bool x", "!!null x", "190:20:30", "0b2"),
    *("&a [*a]", "&a {b: *a}", "*nowhere", "<<: 1", "{<<: [1]}", "? [a]", "!unknown x", "yes", "1_000", ".inf", ".nan"),
    *("9" * 5000, "[" * 3000, "%YAML 9.9", "---", "...", "|", ">-", "'", "@", "`", "\t"),
)
_YAML_VALUE = re.compile(r"(?<=: )[^\n{}\[\]]+|(?<=- )[^\n{}\[\]]+")


def mutate_json(random: Random, content: bytes) -> bytes:
    """JSON with one to three places changed."""
    try:
        tree = json.loads(content)
    except (ValueError, RecursionError):
        return mutate_bytes(random, content)
    text = json.dumps(mutate_tree(random, tree), ensure_ascii=False)
    for sign, meant in _AFTERWARDS.items():
        text = text.replace(json.dumps(sign), meant)
    return text.encode("utf-8", "surrogatepass")


def mutate_yaml(random: Random, content: bytes) -> bytes:
    """YAML with places changed, or with a word in it that is special to YAML."""
    kind = random.random()
    text = content.decode("utf-8", "replace")
    if kind < 0.05:
        return (random.choice((_BOMB, _MERGE_BOMB)) + text).encode()
    if kind < 0.10:  # a bomb where a value is expected
        bomb = random.choice((_BOMB, _MERGE_BOMB))
        return (bomb + _YAML_VALUE.sub("*z11", text, count=random.randint(1, 3))).encode()
    if kind < 0.4:
        places = list(_YAML_VALUE.finditer(text))
        if places:
            place = random.choice(places)
            return (text[: place.start()] + random.choice(_YAML_WORDS) + text[place.end() :]).encode()
    try:
        tree = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return mutate_bytes(random, content)
    changed = yaml.safe_dump(mutate_tree(random, tree), sort_keys=False)
    for sign, meant in _AFTERWARDS.items():
        changed = changed.replace(f"'{sign}'", meant)
    return changed.encode("utf-8", "surrogatepass")


def mutate_tree(random: Random, tree: Any) -> Any:
    """Nested lists and dictionaries with one to three changes; the tree that is given may be changed as well."""
    for _ in range(random.choice((1, 1, 2, 3))):
        places = list(_places(tree))
        if not places:
            return deepcopy(random.choice(_ODD))
        holder, key = random.choice(places)
        random.choice(_CHANGES)(random, holder, key)
    return [tree] if random.random() < 0.02 else tree


def _places(tree: Any) -> Any:
    """Every place in the tree, as what holds it and its key there."""
    waiting = [tree]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        for key in keys:
            yield holder, key
            waiting.append(holder[key])


def _put_odd(random: Random, holder: Any, key: Any) -> None:
    holder[key] = deepcopy(random.choice(_ODD))


def _drop(random: Random, holder: Any, key: Any) -> None:
    del holder[key]


def _rename(random: Random, holder: Any, key: Any) -> None:
    if isinstance(holder, dict):
        holder[random.choice(("", "x", f"{key} ", "\x00", "__class__", "-1", "9" * 30))] = holder.pop(key)


def _repeat(random: Random, holder: Any, key: Any) -> None:
    if isinstance(holder, list):
        holder[key:key] = [deepcopy(holder[key]) for _ in range(random.choice((1, 2, 300)))]
    else:
        holder[f"{key}2"] = deepcopy(holder[key])


def _wrap(random: Random, holder: Any, key: Any) -> None:
    value = holder[key]
    holder[key] = random.choice(([value], {"a": value}, [value, deepcopy(value)]))


def _as_text(random: Random, holder: Any, key: Any) -> None:
    holder[key] = str(holder[key])[:3000]


def _near(random: Random, holder: Any, key: Any) -> None:
    """A number a little, or much, larger or smaller; of a text, a part."""
    value = holder[key]
    if isinstance(value, int | float):
        holder[key] = random.choice((value + 1, value - 1, -value, value * 1000, value / 3))
    elif isinstance(value, str):
        holder[key] = value[: random.randint(0, len(value))] + random.choice(("", "x", "\n", "0"))


_CHANGES: tuple[Callable[[Random, Any, Any], None], ...] = (
    *(_put_odd, _put_odd, _put_odd, _drop, _rename, _repeat, _wrap, _as_text, _near, _near),
)
