"""How well a pack's actions are told apart: counted, the worst pair named, and whoever needs more examples."""

import json

import pytest

from recognizer.errors import UserError
from recognizer.model.model_folder import load_model
from recognizer.own_actions.pack import Pack
from recognizer.own_actions.separation import ActionSeparation, Confusion, Separation, separation
from tests.recognizer.own_actions.packs import drawn, drawn_pack


@pytest.fixture(scope="module")
def model():
    return load_model("open")


@pytest.fixture(scope="module")
def mixed(model):
    """Two actions that are one and the same movement, one that is none of them, and one that was shown once."""
    pack = drawn_pack(squat=3, shrug=1)
    for variant in range(4):
        pack = pack.with_example("left" if variant % 2 else "right", drawn("bow", variant))
    for variant in range(4, 8):
        pack = pack.with_example("left" if variant % 2 else "right", drawn("bow", variant))
    shares: list[float] = []
    found = separation(pack, model, shares.append)
    assert shares == sorted(shares) and shares[-1] == 1.0
    return found


def test_each_example_is_judged_by_the_others(mixed):
    squat, shrug, right, left = mixed.actions
    assert (squat.action, squat.examples, squat.tested, squat.right, squat.accuracy) == ("my squat", 3, 3, 3, 1.0)
    assert (shrug.examples, shrug.tested, shrug.accuracy) == (1, 0, None), "nothing would be left to learn from"
    assert right.tested == left.tested == 4 and right.right + left.right < 8
    assert mixed.accuracy == pytest.approx((1 + right.right / 4 + left.right / 4) / 3)


def test_what_is_the_same_movement_is_confused_most(mixed):
    assert mixed.confused is not None and set(mixed.confused.actions) == {"left", "right"}
    right, left = mixed.actions[2:]
    assert mixed.confused.examples == right.taken_for.get("left", 0) + left.taken_for.get("right", 0) > 0
    assert mixed.needs[0].action == "my shrug" and mixed.needs[0].why == "it has 1 of the 3 that it takes at least"


def test_an_action_that_is_far_behind_needs_more_examples(model):
    """Its examples are of three movements, and so do not help each other."""
    pack = drawn_pack(squat=3, bow=3)
    for label in ("shrug", "jump", "kick"):
        pack = pack.with_example("anything", drawn(label))
    found = separation(pack, model)
    assert [need.action for need in found.needs] == ["anything"]
    assert "of the other actions' examples" in found.needs[0].why


def test_the_report_is_read_by_programs_and_by_people(mixed):
    told = json.loads(mixed.as_json())
    assert told["model"] == "open" and told["accuracy"] == mixed.accuracy
    assert [each["action"] for each in told["actions"]] == ["my squat", "my shrug", "right", "left"]
    assert set(told["actions"][0]) == {"action", "examples", "tested", "right", "accuracy", "taken_for"}
    assert set(told["confused"]["actions"]) == {"left", "right"}
    assert told["needs"][0]["action"] == "my shrug"
    page = mixed.as_markdown()
    assert "| my squat | 3 | 3 of 3 |  |" in page and "| my shrug | 1 | not tested |  |" in page
    assert "Confused most often: **right** and **left**" in page
    assert "- **my shrug** needs more examples: it has 1 of the 3 that it takes at least." in page


def test_names_do_not_break_the_page():
    odd = ActionSeparation("a|b *c* <d>", 3, 3, 2, {"x`y": 1})
    page = Separation("open", (odd,), Confusion(("a|b *c* <d>", "e"), 1), ()).as_markdown()
    assert r"| a\|b \*c\* \<d> | 3 | 2 of 3 | x\`y (1) |" in page
    assert "No action stands out" in page


def test_where_nothing_can_be_tested_the_report_says_so(model):
    found = separation(drawn_pack(bow=1), model)
    assert found.accuracy is None and found.confused is None
    assert "Nothing could be tested yet" in found.as_markdown()
    assert json.loads(found.as_json())["accuracy"] is None
    with pytest.raises(UserError, match="no examples yet"):
        separation(Pack(), model)


def test_with_enough_examples_the_page_leads_on_to_training():
    def found(*counts: int) -> Separation:
        return Separation("open", tuple(ActionSeparation(f"a{n}", n, n, n) for n in counts), None, ())

    assert "train fit --config train/configs/fine_tune_joint.yaml" in found(20, 25).as_markdown()
    assert "train fit" not in found(20, 19).as_markdown()
    assert found(30).next_step == "", "there is nothing to tell apart"
