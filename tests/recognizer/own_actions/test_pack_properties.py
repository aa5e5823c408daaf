"""Whatever becomes of a pack's files, and however its actions are called: one sentence at worst, nothing outside."""

import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recognizer.errors import UserError
from recognizer.own_actions.pack import Pack
from recognizer.own_actions.pack_entry import PACK_FILE
from recognizer.own_actions.pack_folder import load_pack, save_pack
from tests.recognizer.own_actions.packs import contents, drawn, drawn_pack, files, guessed

MANY = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
BOW = drawn("bow")


@pytest.fixture
def folder(tmp_path):
    save_pack(tmp_path / "pack", guessed(drawn_pack(bow=2, shrug=1)))
    return tmp_path / "pack"


@MANY
@given(
    name=st.text(max_size=60) | st.sampled_from(["../x", "..", "a/../../b", "\\\\host\\x", "NUL", "x" * 999, "\ud800"])
)
def test_whatever_an_action_is_called_it_stays_in_the_folder_and_comes_back(tmp_path, name):
    shutil.rmtree(tmp_path / "deep", ignore_errors=True)
    folder = tmp_path / "deep" / "pack"
    try:
        pack = Pack().with_example(name, BOW, origin=name)
    except UserError:
        return  # it is no name
    save_pack(folder, pack)
    assert contents(load_pack(folder)) == contents(pack)
    assert os.listdir(tmp_path / "deep") == ["pack"] and sorted(os.listdir(folder)) == ["examples", PACK_FILE]
    (action,) = os.listdir(folder / "examples")
    assert (folder / "examples" / action).is_dir() and len(os.listdir(folder / "examples" / action)) == 1


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["../x.npz", "#000000"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def places(value: object, at: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Where there is something in a JSON value that can be replaced."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(place for key, each in inner for place in places(each, (*at, key)))]


def checked(folder: Path, outside: Path) -> None:
    """Load what may be broken, and save over it: a pack or a sentence, and nothing outside changes."""
    for use in (load_pack, lambda folder: save_pack(folder, Pack())):
        try:
            use(folder)
        except UserError as error:
            assert str(error).endswith((".", "]")) and "\n" not in str(error).strip()
    assert (outside / "x.npz").is_file() and (outside.parent / "x.npz").is_file()


@pytest.fixture
def broken(folder, tmp_path):
    """Break the pack's file anew each time: ``broken(content)`` gives a copy of the folder with that ``pack.json``."""
    shutil.copy(next(folder.rglob("*.npz")), tmp_path / "x.npz")
    shutil.copy(next(folder.rglob("*.npz")), folder / "x.npz")

    def copied(content: bytes) -> Path:
        shutil.rmtree(tmp_path / "copy", ignore_errors=True)
        shutil.copytree(folder, tmp_path / "copy")
        (tmp_path / "copy" / PACK_FILE).write_bytes(content)
        return tmp_path / "copy"

    return copied


@MANY
@given(data=st.data())
def test_any_value_of_a_wrong_kind_is_one_sentence(folder, broken, data):
    entry = json.loads((folder / PACK_FILE).read_text())
    *way, last = data.draw(st.sampled_from(places(entry)[1:]))
    parent = entry
    for key in way:
        parent = parent[key]
    parent[last] = data.draw(VALUES)
    copy = broken(json.dumps(entry).encode())
    checked(copy, copy)


@MANY
@given(data=st.data())
def test_damaged_bytes_are_one_sentence(folder, broken, data):
    """Of ``pack.json``, of an example, and of the head."""
    copy = broken((folder / PACK_FILE).read_bytes())
    names = sorted(name for name in files(copy) if name != "x.npz")
    file = copy / data.draw(st.sampled_from(names))
    content = bytearray(file.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        del content[at:]
    else:
        content[at : at + 4] = data.draw(st.binary(min_size=1, max_size=8))
    file.write_bytes(content)
    checked(copy, copy)
