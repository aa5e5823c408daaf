"""Own actions beside the labels of a network that has never seen them."""

import pytest
import torch

from recognizer.explain.mask import Mask
from recognizer.explain.occlusion import answers
from recognizer.model.model_folder import Model, fingerprint, load_model
from recognizer.model.own_head import HeadWeights, OwnHead, with_own_labels

FEATURES = 256  # of the bundled model


def weights(actions: int = 2, features: int = FEATURES) -> HeadWeights:
    draw = torch.Generator().manual_seed(1)
    return HeadWeights(
        torch.zeros(features),
        torch.ones(features),
        torch.randn(actions, features, generator=draw),
        torch.randn(actions, generator=draw),
        torch.randn(actions, features, generator=draw),
        torch.full((actions,), 20.0),
    )


@pytest.fixture(scope="module")
def model():
    return load_model("open")


@pytest.fixture(scope="module")
def windows(model):
    return torch.randn(4, model.config.architecture.frames, 25, 3, generator=torch.Generator().manual_seed(2)) * 0.4


def taught(model: Model, alone: bool) -> Model:
    config = with_own_labels(model.config, ["salute", "bow deeply"], alone)
    return Model(config, model.networks, model.device, model.engine, OwnHead(weights(), alone))


def test_own_actions_take_their_share_and_leave_the_rest_as_the_network_has_it(model, windows):
    own = taught(model, alone=False)
    known, _ = model.probabilities(windows)
    found, _ = own.probabilities(windows)
    assert own.labels == [*model.labels, "salute", "bow deeply"]
    assert found.shape == (4, len(model.labels) + 2)
    mine = OwnHead(weights(), alone=True)(known, model.features(windows))
    torch.testing.assert_close(found[:, -2:], mine)
    torch.testing.assert_close(found[:, :-2], known * (1 - mine.sum(dim=1, keepdim=True)))


def test_alone_own_actions_are_all_that_is_known(model, windows):
    own = taught(model, alone=True)
    found, _ = own.probabilities(windows)
    assert own.labels == ["salute", "bow deeply"] and found.shape == (4, 2)
    assert (found.sum(dim=1) < 1).all(), "what is missing is everything else"


@pytest.mark.parametrize("alone", [False, True])
def test_maps_and_masking_are_of_the_same_answer(model, windows, alone):
    own = taught(model, alone)
    plain, _ = own.probabilities(windows)
    watched, traces = own.probabilities(windows, trace=True)
    assert len(traces) == 10
    torch.testing.assert_close(watched, plain, atol=1e-4, rtol=0)
    masked = torch.from_numpy(answers(own, windows[0], [Mask()])).float()
    torch.testing.assert_close(masked[0], plain[0], atol=1e-4, rtol=0)


def test_an_answer_is_known_to_be_made_with_own_actions(model):
    assert len({fingerprint(each) for each in (model, taught(model, False), taught(model, True))}) == 3


def test_an_own_action_cannot_bear_the_name_of_a_label(model):
    with pytest.raises(ValueError, match="twice"):
        with_own_labels(model.config, [model.labels[0]], alone=False)


def test_one_action_alone_is_enough_and_thresholds_of_other_labels_go(model):
    rules = model.config.decision.model_copy(update={"thresholds": {model.labels[0]: 0.5}})
    config = model.config.model_copy(update={"decision": rules})
    assert with_own_labels(config, ["salute"], alone=True).decision.thresholds == {}
    assert with_own_labels(config, ["salute"], alone=False).decision.thresholds == {model.labels[0]: 0.5}


def test_weights_that_do_not_fit_each_other_are_refused():
    four, one = torch.zeros(4), torch.zeros(1, 4)
    with pytest.raises(ValueError, match="mean"):
        HeadWeights(torch.zeros(3), four, one, torch.zeros(1), one, torch.ones(1))
    with pytest.raises(ValueError, match="radius"):
        HeadWeights(four, four, one, torch.zeros(1), one, torch.ones(2))
    with pytest.raises(ValueError, match="at least one action"):
        HeadWeights(four, four, one[:0], torch.zeros(0), one[:0], torch.ones(0))


def test_what_lies_outside_every_radius_is_something_else():
    centre = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    head = OwnHead(
        HeadWeights(torch.zeros(2), torch.ones(2), 10 * centre, torch.zeros(2), centre, torch.full((2,), 0.5)), True
    )
    found = head.own(torch.tensor([[1.0, 0.0], [0.0, 1.0], [3.0, 0.0], [1.0, 0.5]]))
    assert found[0, 0] > 0.9 and found[1, 1] > 0.9
    assert found[2].sum() < 0.1, "far away, if on the first one's side"
    assert found[3].sum() == pytest.approx(0.5), "on the edge"
