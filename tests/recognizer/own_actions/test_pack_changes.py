"""A pack that is changed in two places at once has both changes afterwards."""

import pytest

from recognizer.own_actions.pack import Pack
from recognizer.own_actions.pack_changes import with_changes
from tests.recognizer.own_actions.packs import drawn, drawn_pack, guessed


def base() -> Pack:
    return drawn_pack(bow=2, shrug=1)


def named(pack: Pack) -> dict[str, list[str]]:
    """The digests of each action's examples."""
    return {name: sorted(example.digest for example in pack.of(name)) for name in pack.names}


CHANGES = {
    "an example more": lambda pack: pack.with_example("my bow", drawn("bow", 7)),
    "an action more": lambda pack: pack.with_example("my kick", drawn("kick")),
    "an empty action": lambda pack: pack.with_action("later"),
    "an example less": lambda pack: pack.without_example("my bow", "2"),
    "an action less": lambda pack: pack.without_action("my shrug"),
    "a new name": lambda pack: pack.renamed("my shrug", "who knows"),
    "alone": lambda pack: pack.set_alone(True),
}


@pytest.mark.parametrize("theirs", CHANGES)
@pytest.mark.parametrize("mine", CHANGES)
def test_any_two_changes_are_both_there_whoever_comes_first(mine, theirs):
    start = base()
    one, other = CHANGES[mine](start), CHANGES[theirs](start)
    if {mine, theirs} == {"an action less", "a new name"}:
        return  # of one action: see below
    both, turned = with_changes(one, start, other), with_changes(other, start, one)
    in_turn = CHANGES[theirs](one) if mine != theirs else one
    assert named(both) == named(turned) == named(in_turn)
    assert both.alone == turned.alone == in_turn.alone


def test_where_nothing_was_changed_there_it_is_the_same_pack():
    mine = guessed(base())
    assert with_changes(mine, base(), base()) is mine


def test_an_action_that_is_gone_there_stays_where_it_was_shown_again_here():
    start = base()
    mine = start.with_example("my shrug", drawn("shrug", 5))
    found = with_changes(mine, start, start.without_action("my shrug"))
    assert named(found)["my shrug"] == [drawn_digest("shrug", 5)]


def drawn_digest(label: str, variant: int) -> str:
    return Pack().with_example("any", drawn(label, variant)).examples[0].digest


def test_what_was_learned_there_from_the_same_examples_holds_and_from_others_does_not():
    start = base()
    learned = guessed(start)
    assert with_changes(start, start, learned).learned is learned.learned
    more = start.with_example("my bow", drawn("bow", 7))
    assert with_changes(more, start, learned).learned is None
