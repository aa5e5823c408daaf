"""A pack: what each change makes of it, and what was learned stays as long as it holds."""

from dataclasses import replace

import numpy as np
import pytest

from recognizer.errors import UserError
from recognizer.own_actions.pack import ActionExample, OwnAction, Pack
from recognizer.skeleton.clip import Clip
from tests.recognizer.own_actions.packs import drawn, drawn_pack, guessed, same


def test_an_example_brings_its_action_along_and_names_count_on():
    pack = drawn_pack(bow=2, shrug=1)
    assert pack.names == ("my bow", "my shrug")
    assert [each.name for each in pack.of("my bow")] == ["1", "2"]
    assert pack.of("my bow")[0].origin == "bow.mp4"
    without = pack.without_example("my bow", "1")
    assert [each.name for each in without.of("my bow")] == ["2"], "its neighbours keep their names"
    assert [each.name for each in without.with_example("my bow", drawn("bow", 7)).of("my bow")] == ["2", "3"]


def test_each_change_leaves_the_value_before_as_it_was():
    pack = drawn_pack(bow=2, shrug=1)
    pack.without_action("my bow").with_action("other").set_alone(True)
    assert same(pack, drawn_pack(bow=2, shrug=1))


def test_what_was_learned_stays_with_what_does_not_count():
    pack = guessed(drawn_pack(bow=2, shrug=1))
    for changed in (
        pack.renamed("my bow", "salute"),
        pack.set_alone(True),
        pack.with_action("without examples"),
        pack.with_action("without examples").without_action("without examples"),
    ):
        assert changed.learned is pack.learned
    for changed in (
        pack.with_example("my bow", drawn("bow", 5)),
        pack.with_example("new", drawn("knock")),
        pack.without_example("my bow", "1"),
        pack.without_action("my shrug"),
        pack.merged(drawn_pack(knock=1)),
    ):
        assert changed.learned is None


def test_a_renamed_action_keeps_its_examples_and_its_threshold():
    pack = drawn_pack(bow=2, shrug=1)
    pack = replace(pack, actions=(pack.actions[0], OwnAction("my shrug", 0.7)))
    renamed = pack.renamed("my bow", "salute").renamed("my shrug", "do not know")
    assert renamed.names == ("salute", "do not know")
    assert len(renamed.of("salute")) == 2 and len(renamed.of("do not know")) == 1
    assert [each.threshold for each in renamed.actions] == [None, 0.7]
    with pytest.raises(UserError, match="already"):
        pack.renamed("my bow", "my shrug")


def test_merging_takes_up_what_is_new_once():
    one = replace(drawn_pack(bow=2), actions=(OwnAction("my bow", 0.7),))
    other = drawn_pack(bow=3, shrug=1).set_alone(True)
    merged = one.merged(other)
    assert merged.names == ("my bow", "my shrug") and merged.actions[0].threshold == 0.7 and not merged.alone
    assert [each.name for each in merged.of("my bow")] == ["1", "2", "3"]
    assert same(merged.merged(other), merged)
    another = Pack().with_example("my bow", drawn("knock"))
    assert [each.name for each in merged.merged(another).of("my bow")] == ["1", "2", "3", "4"]
    learned = guessed(other)
    assert Pack().merged(learned).learned is learned.learned


@pytest.mark.parametrize(
    ("given", "tidy"),
    [("  wave\n slowly ", "wave slowly"), ("пока/..\\", "пока/..\\"), ("a\x00b", "a b"), ("\udce4", "\ufffd")],
)
def test_any_name_is_one_line_of_text(given, tidy):
    pack = Pack().with_action(given)
    assert pack.names == (tidy,)
    assert pack.with_action(given) is pack, "it is the same action"
    assert pack.with_example(given, drawn("bow")).of(tidy)


@pytest.mark.parametrize("name", ["", " \n", "No known action"])
def test_what_names_no_action_is_refused(name):
    with pytest.raises(UserError, match="name"):
        Pack().with_action(name)


def test_an_example_shows_one_body_that_is_seen():
    clip = drawn("bow")
    two = Clip(*(np.concatenate([each, each]) for each in (clip.keypoints, clip.confidence)), clip.time,
               np.concatenate([clip.identity, clip.identity + 1]))  # fmt: skip
    with pytest.raises(UserError, match="has two"):
        Pack().with_example("bow", two)
    nobody = Clip(clip.keypoints * 0, clip.confidence * 0, clip.time, clip.identity * 0 - 1)
    with pytest.raises(UserError, match="Nobody"):
        Pack().with_example("bow", nobody)


def test_parts_that_do_not_fit_each_other_are_refused():
    action, example = OwnAction("bow"), ActionExample("bow", "1", drawn("bow"))
    for parts in (
        {"actions": (action, action)},
        {"examples": (example,)},
        {"actions": (action,), "examples": (example, example)},
    ):
        with pytest.raises(ValueError):
            Pack(**parts)
    with pytest.raises(ValueError, match="another number"):
        replace(guessed(drawn_pack(bow=1)), actions=(action,), examples=())
    for change in (
        lambda pack: pack.without_action("bow"),
        lambda pack: pack.renamed("bow", "b"),
        lambda pack: pack.without_example("bow", "1"),
    ):
        with pytest.raises(ValueError, match="no"):
            change(Pack())
