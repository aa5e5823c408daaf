"""A pack's folder: what is saved is loaded again, what is broken is one sentence, and nothing else is touched."""

import json
import os
import shutil
from pathlib import Path

import pytest

from recognizer.errors import UserError
from recognizer.own_actions import pack_folder
from recognizer.own_actions.pack import Pack
from recognizer.own_actions.pack_entry import PACK_FILE
from recognizer.own_actions.pack_folder import HEAD, NEW_HEAD, load_pack, save_pack
from recognizer.skeleton.clip import load_npz, save_npz
from tests.recognizer.own_actions.packs import drawn, drawn_pack, files, guessed, same


@pytest.fixture
def folder(tmp_path):
    save_pack(tmp_path / "pack", guessed(drawn_pack(bow=2, shrug=1)))
    return tmp_path / "pack"


def edit(folder: Path, change) -> None:
    entry = json.loads((folder / PACK_FILE).read_text(encoding="utf-8"))
    change(entry)
    (folder / PACK_FILE).write_text(json.dumps(entry), encoding="utf-8")


def test_a_saved_pack_is_loaded_as_it_was(folder):
    pack = guessed(drawn_pack(bow=2, shrug=1))
    assert same(load_pack(folder), pack)
    assert sorted(files(folder)) == sorted(
        [PACK_FILE, HEAD, *(name for name in files(folder) if name.startswith("examples/my-"))]
    )
    assert len(files(folder)) == 5
    changed = pack.set_alone(True).with_action("empty").renamed("my bow", "Gruß, tief!")
    save_pack(folder, changed)
    assert same(load_pack(folder), changed)


def test_a_colour_that_an_earlier_version_wrote_is_passed_over_and_not_written_again(folder):
    edit(folder, lambda entry: [action.update(colour="#0a0b0c") for action in entry["actions"]])
    pack = load_pack(folder)
    assert same(pack, guessed(drawn_pack(bow=2, shrug=1)))
    save_pack(folder, pack)
    assert "colour" not in (folder / PACK_FILE).read_text(encoding="utf-8")


def test_examples_are_clips_that_any_other_command_takes(folder):
    entry = json.loads((folder / PACK_FILE).read_text())
    file = entry["actions"][1]["examples"][0]["file"]
    assert load_npz(folder / file).frames == drawn("shrug").frames


def test_what_the_new_pack_lacks_is_removed_and_nothing_else(folder):
    foreign = [
        folder / "notes.txt",
        folder / "examples" / "mine.npz",
        next((folder / "examples").glob("my-bow*")) / "x",
    ]
    for file in foreign:
        file.write_text("mine")
    pack = load_pack(folder)
    save_pack(folder, pack.without_action("my bow").without_action("my shrug"))
    assert sorted(files(folder)) == sorted([PACK_FILE, *(file.relative_to(folder).as_posix() for file in foreign)])
    assert not list((folder / "examples").glob("my-shrug*")), "an empty folder goes as well"


def test_a_file_of_the_new_pack_is_not_removed_under_another_name(folder):
    """As where "Bow" and "bow" are one folder, to which a link is the same here."""
    pack = load_pack(folder)
    file = folder / json.loads((folder / PACK_FILE).read_text())["actions"][1]["examples"][0]["file"]
    other = folder / "examples" / "other"
    try:
        other.symlink_to(file.parent, target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    edit(folder, lambda entry: entry["actions"][1]["examples"][0].update(file=f"examples/other/{file.name}"))
    assert same(load_pack(folder), pack)
    save_pack(folder, pack)
    assert same(load_pack(folder), pack)


def test_names_that_differ_by_capital_letters_alone_have_folders_that_differ_by_more(folder):
    pack = Pack()
    for name in ("wave", "Wave", "WAVE"):
        pack = pack.with_example(name, drawn("bow"))
    save_pack(folder, pack)
    assert len({name.casefold() for name in os.listdir(folder / "examples")}) == 3
    renamed = pack.without_action("wave").renamed("Wave", "wave")
    save_pack(folder, renamed)
    assert same(load_pack(folder), renamed) and len(os.listdir(folder / "examples")) == 2


def test_an_example_that_somebody_changed_is_not_removed(folder):
    pack = load_pack(folder)
    file = folder / json.loads((folder / PACK_FILE).read_text())["actions"][1]["examples"][0]["file"]
    save_npz(drawn("knock"), file)
    save_pack(folder, pack.without_action("my shrug"))
    assert load_npz(file).frames == drawn("knock").frames


def test_a_damaged_example_is_written_anew(folder):
    pack = load_pack(folder)
    for file in (folder / "examples").rglob("*.npz"):
        file.write_bytes(b"damaged")
    save_pack(folder, pack)
    assert same(load_pack(folder), pack)


def test_saving_the_same_again_changes_no_file(folder):
    before = {name: (folder / name).stat().st_mtime_ns for name in files(folder) if name != PACK_FILE}
    save_pack(folder, load_pack(folder))
    assert {name: (folder / name).stat().st_mtime_ns for name in before} == before


@pytest.mark.parametrize(
    "name", ["../../out", "..", "/etc/passwd", "C:\\x", "con", ".", "a/b", "x" * 300, "写", "é", "…"]
)
def test_any_name_of_an_action_stays_in_the_folder(tmp_path, name):
    folder = tmp_path / "deep" / "pack"
    pack = Pack().with_example(name, drawn("bow"))
    save_pack(folder, pack)
    assert load_pack(folder).names == (name,)
    assert os.listdir(tmp_path) == ["deep"] and os.listdir(folder.parent) == ["pack"]
    written = [file.relative_to(folder).as_posix() for file in (folder / "examples").rglob("*.npz")]
    assert len(written) == 1 and written[0].isascii() and len(written[0]) < 100


def test_a_clip_that_is_missing_or_another_one_is_named(folder):
    file = next((folder / "examples").rglob("*.npz"))
    save_npz(drawn("knock"), file)
    with pytest.raises(UserError, match=rf"{file.name} holds another clip.*\.$"):
        load_pack(folder)
    file.unlink()
    with pytest.raises(UserError, match=rf"not whole: .*{file.name} is missing\.$"):
        load_pack(folder)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"name": "open"}', b"\xff\x00", b'{"actions": "x"}', b"[" * 9999]
)
def test_what_is_no_pack_is_one_sentence_and_is_not_written_to(folder, content):
    (folder / PACK_FILE).write_bytes(content)
    before = files(folder)
    for use in (load_pack, lambda folder: save_pack(folder, drawn_pack(bow=1))):
        with pytest.raises(UserError, match=r"pack\.json describes no pack .*\.$") as failure:
            use(folder)
        assert str(folder) in str(failure.value) and "\n" not in str(failure.value)
    assert files(folder) == before


def test_a_pack_of_a_later_version_is_not_taken_for_one_of_this(folder):
    edit(folder, lambda entry: entry.update(format=2))
    with pytest.raises(UserError, match=r"this version reads: format"):
        load_pack(folder)


def test_names_that_are_double_or_none_are_one_sentence(folder):
    edit(folder, lambda entry: entry["actions"][0].update(name="my shrug"))
    with pytest.raises(UserError, match=r"named twice\.$"):
        load_pack(folder)
    edit(folder, lambda entry: entry["actions"][0].update(name="  "))
    with pytest.raises(UserError, match=r"pack\.json: An action needs a name\.$"):
        load_pack(folder)


@pytest.mark.parametrize(
    "file",
    ["../x.npz", "examples/../x.npz", "examples/../../x.npz", "/x.npz", "examples/a/../b.npz", "examples/a/b.txt",
     "examples/a\\..\\b.npz", "examples/..\\x/b.npz", "examples/C:x/b.npz", "examples/a/b.npz/../../c.npz",
     "examples//b.npz", "examples/a\n/b.npz", f"examples/{'a' * 256}/b.npz", f"examples/a/{'é' * 126}.npz"],
)  # fmt: skip
def test_a_file_outside_is_neither_read_nor_removed(folder, file):
    for outside in (folder / "x.npz", folder.parent / "x.npz"):
        save_npz(drawn("bow"), outside)
    edit(folder, lambda entry: entry["actions"][0]["examples"][0].update(file=file))
    for use in (load_pack, lambda folder: save_pack(folder, Pack())):
        with pytest.raises(UserError, match="describes no pack"):
            use(folder)
    assert (folder / "x.npz").is_file() and (folder.parent / "x.npz").is_file()


def test_a_link_that_leads_outside_is_not_followed(folder):
    outside = folder.parent / "outside"
    shutil.move(folder / "examples", outside)
    try:
        (folder / "examples").symlink_to(outside, target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    before = files(outside)
    with pytest.raises(UserError, match="leads out of its folder"):
        load_pack(folder)
    with pytest.raises(UserError, match="leads out of its folder"):
        save_pack(folder, drawn_pack(knock=1))
    save_pack(folder, Pack())
    assert files(outside) == before


@pytest.mark.parametrize("damage", [b"", b"damaged", None], ids=["empty", "other", "missing"])
def test_a_head_that_does_not_match_is_left_out_and_the_examples_count(folder, damage):
    pack = load_pack(folder)
    (folder / HEAD).unlink()
    if damage is not None:
        (folder / HEAD).write_bytes(damage)
    found = load_pack(folder)
    assert found.learned is None and found.lesson == pack.lesson
    save_pack(folder, pack)
    assert same(load_pack(folder), pack)


def test_a_head_that_other_examples_gave_is_left_out(folder):
    edit(folder, lambda entry: entry["actions"].pop())
    found = load_pack(folder)
    assert found.names == ("my bow",) and found.learned is None


def test_a_head_that_waits_under_its_other_name_is_found_and_put_in_place(folder):
    pack = load_pack(folder)
    os.replace(folder / HEAD, folder / NEW_HEAD)
    (folder / HEAD).write_bytes(b"the old one")
    assert same(load_pack(folder), pack)
    save_pack(folder, pack.set_alone(True))
    assert same(load_pack(folder), pack.set_alone(True)) and not (folder / NEW_HEAD).exists()


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "holiday.mp4").touch()
    with pytest.raises(UserError, match=r"no pack and not empty, it holds holiday\.mp4.*\.$"):
        save_pack(tmp_path, drawn_pack(bow=1))
    assert os.listdir(tmp_path) == ["holiday.mp4"]
    with pytest.raises(UserError, match=r"no pack of own actions: it has no pack\.json\.$"):
        load_pack(tmp_path)
    with pytest.raises(UserError, match=r"no pack of own actions"):
        load_pack(tmp_path / "absent")
    with pytest.raises(UserError, match=r"^Cannot write a pack to .*holiday\.mp4.*\.$"):
        save_pack(tmp_path / "holiday.mp4", drawn_pack(bow=1))


def test_examples_of_a_save_that_was_killed_go_after_a_day_and_no_others_do(folder):
    pack = load_pack(folder)
    save_pack(folder, pack.with_example("my bow", drawn("bow", 8)).with_example("kick", drawn("kick")))
    more = set(files(folder)) - {PACK_FILE, HEAD}
    written = {name: content for name, content in files(folder).items() if name.startswith("examples/")}
    save_pack(folder, pack)
    kept = set(files(folder))
    orphans = sorted(more - kept)
    assert len(orphans) == 2
    for name in orphans:  # as a save leaves them that is killed before pack.json is written
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(written[name])
    bow = next(name for name in orphans if "my-bow" in name)
    mine = f"{bow.rpartition('-')[0]}-0123456789ab.npz"  # somebody's own, with a name that is no hash of its content
    (folder / mine).write_bytes(written[bow])
    save_pack(folder, pack)
    assert set(files(folder)) == {*kept, *orphans, mine}, "they may be of a save that is going on"
    for name in (*orphans, *kept, mine):
        os.utime(folder / name, (1, 1))
    save_pack(folder, pack)
    assert set(files(folder)) == {*kept, mine} and same(load_pack(folder), pack)
    assert not (folder / orphans[0]).parent.exists() or "my-bow" in orphans[0]


def test_a_pack_that_another_program_writes_meanwhile_is_read_anew(folder, monkeypatch):
    pack = load_pack(folder)
    first = pack.examples[0]
    other = pack.without_example(first.action, first.name)
    read = load_npz

    def read_late(path):
        monkeypatch.setattr(pack_folder, "load_npz", read)
        save_pack(folder, other)  # which removes what is about to be read
        return read(path)

    monkeypatch.setattr(pack_folder, "load_npz", read_late)
    assert [example.digest for example in load_pack(folder).examples] == [each.digest for each in other.examples]
