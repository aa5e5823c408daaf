"""A pack that was changed in two places at once: by the window and by `teach`, or by two windows."""

from dataclasses import replace

from recognizer.own_actions.pack import ActionExample, Pack


def with_changes(mine: Pack, base: Pack, theirs: Pack) -> Pack:
    """``mine`` with everything that was changed between ``base`` and ``theirs``: examples and actions that came or
    went, whether they stand alone, thresholds. Both go back to ``base``. ``mine`` itself where nothing is to be changed
    in it.

    An action that is gone there stays while it has examples that came here meanwhile. What was learned stays where it
    was learned from the same examples.
    """
    if base is theirs:
        return mine
    pack = mine
    gone = _contents(base) - _contents(theirs)
    for example in mine.examples:
        if _content(example) in gone:
            pack = pack.without_example(example.action, example.name)
    for name in set(base.names) - set(theirs.names):
        if name in pack.names and not pack.of(name):
            pack = pack.without_action(name)
    came = tuple(each for each in theirs.examples if _content(each) not in _contents(base) | _contents(mine))
    new = {each.action for each in came} | (set(theirs.names) - set(base.names))
    if came or new - set(pack.names):
        pack = pack.merged(Pack(tuple(each for each in theirs.actions if each.name in new), came))
    if theirs.alone != base.alone and theirs.alone != pack.alone:
        pack = pack.set_alone(theirs.alone)
    pack = _with_thresholds(pack, base, theirs)
    if pack.learned is None and theirs.learned is not None and pack.lesson == theirs.lesson:
        pack = replace(pack, learned=theirs.learned)
    return pack


def _with_thresholds(pack: Pack, base: Pack, theirs: Pack) -> Pack:
    before = {action.name: action.threshold for action in base.actions}
    changed = {
        action.name: action.threshold
        for action in theirs.actions
        if action.name in before and action.threshold != before[action.name]
    }
    actions = tuple(replace(each, threshold=changed.get(each.name, each.threshold)) for each in pack.actions)
    return pack if actions == pack.actions else replace(pack, actions=actions)


def _content(example: ActionExample) -> tuple[str, str]:
    """What makes an example the same one, whatever it is called."""
    return example.action, example.digest


def _contents(pack: Pack) -> set[tuple[str, str]]:
    return {_content(example) for example in pack.examples}
