"""Teaching: from a pack's examples to a model that knows its actions."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from torch import Tensor

from recognizer.errors import UserError
from recognizer.model.model_config import Decision, ModelConfig
from recognizer.model.model_folder import Model, fingerprint
from recognizer.model.own_head import OwnHead, with_own_labels
from recognizer.own_actions.learning import example_features, learn, other_movements
from recognizer.own_actions.pack import Learned, OwnAction, Pack
from recognizer.skeleton.clip import Clip

METHOD = 1  # to be counted up where the same examples and model give another head than before: packs are learned anew

# A few examples make nobody as sure as a thousand: own actions are taken up at this share of the usual threshold.
OWN_THRESHOLD = 0.65

_OTHERS_SHARE = 0.5  # of the progress: other movements are looked at once for each model

# Of each model that is in use: the features of what is no own action, and those of clips that still are somewhere.
_others: WeakKeyDictionary[Model, Tensor] = WeakKeyDictionary()
_features: WeakKeyDictionary[Model, WeakKeyDictionary[Clip, Tensor]] = WeakKeyDictionary()


def learn_pack(pack: Pack, model: Model, progress: Callable[[float], None] | None = None) -> Pack:
    """The pack with what tells its actions apart by this model's features. Actions without examples wait. ``progress``
    is told which share is done, from 0 to 1. Raises ``UserError`` where the pack has no example at all."""
    check_teachable(pack, model)
    weights = learn(pack_features(pack, model, progress), others_of(model))
    if progress is not None:
        progress(1.0)
    return replace(pack, learned=Learned(weights, model.config.name, learned_for(model)))


def taught(model: Model, pack: Pack, note: Callable[[str], None]) -> Model:
    """The model with the pack's actions, beside its own labels or alone. Where the pack was made for another model, or
    nothing that fits was learned, it is learned anew from its examples, and ``note`` is told so in a sentence. Raises
    ``UserError`` where the pack has no example, or where an action has the name of a label beside which it stands."""
    check_teachable(pack, model)
    learned = pack.learned
    if learned is None or not _is_for(learned, model):
        anew = learn_pack(pack, model).learned
        assert anew is not None, "it was learned just now"
        note(_why(learned, model))
        learned = anew
    config = _with_thresholds(with_own_labels(model.config, [each.name for each in pack.shown], pack.alone), pack.shown)
    return Model(config, model.networks, model.device, model.engine, OwnHead(learned.weights, pack.alone))


def check_teachable(pack: Pack, model: Model) -> None:
    """Raises ``UserError`` where the pack's actions cannot be learned for this model: there is no example of any,
    or one has the name of a label beside which it stands."""
    if model.streams.own is not None:
        raise ValueError("the model knows own actions already: give the one that it was made from")
    if not pack.examples:
        raise UserError("The pack has no examples yet: there is nothing to learn.")
    check_labels(pack, model)


def check_labels(pack: Pack, model: Model) -> None:
    """Raises ``UserError`` where an action of the pack has the name of a label beside which it stands."""
    if not pack.alone and (double := [each for each in pack.names if each in model.labels]):
        raise UserError(
            f"The model {model.config.name} knows {double[0]} already: rename the action of the pack, or let the pack "
            "stand alone."
        )


def learned_for(model: Model) -> str:
    """A hash of all that learning depends on beside the examples: the model, and how examples are looked at."""
    told = (fingerprint(model), model.config.time_base.seconds, METHOD)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def others_of(model: Model) -> Tensor:
    """``other_movements`` of a model, which are looked at once."""
    if model not in _others:
        _others[model] = other_movements(model)
    return _others[model]


def pack_features(
    pack: Pack, model: Model, progress: Callable[[float], None] | None = None
) -> dict[str, Sequence[Tensor]]:
    """Of each action that has examples, their features ``(windows, D)``. A clip is looked at once for each model;
    ``progress`` is told which share is done."""
    done = 0.0 if model in _others else _OTHERS_SHARE
    others_of(model)
    known = _features.setdefault(model, WeakKeyDictionary())
    missing = [example.clip for example in pack.examples if example.clip not in known]

    def tell(looked_at: int) -> None:
        if progress is not None:
            progress(done + (1 - done) * looked_at / (len(missing) + 1))

    tell(0)
    known.update(zip(missing, example_features(model, missing, tell), strict=True))
    return {action.name: [known[example.clip] for example in pack.of(action.name)] for action in pack.shown}


def _is_for(learned: Learned, model: Model) -> bool:
    return learned.fingerprint == learned_for(model) and len(learned.weights.mean) == model.streams.features


def _why(learned: Learned | None, model: Model) -> str:
    name = model.config.name
    if learned is None:
        return f"The pack had nothing learned from its examples, so it was learned from them, for the model {name}."
    return (
        f"The pack was made for another model or version ({learned.model}), so it was learned anew from its examples, "
        f"for the model {name}."
    )


def _with_thresholds(config: ModelConfig, actions: Sequence[OwnAction]) -> ModelConfig:
    """With the pack's own thresholds, by all rules of decision; an action that has none is taken up at
    ``OWN_THRESHOLD`` of what the rules ask of the model's labels."""

    def with_own(rules: Decision) -> dict[str, object]:
        if not rules.enter:
            return rules.model_dump()
        usual = OWN_THRESHOLD * rules.enter
        own = {each.name: usual if each.threshold is None else each.threshold for each in actions}
        return rules.model_dump() | {"thresholds": {**rules.thresholds, **own}}

    points = {point: with_own(rules) for point, rules in config.operating_points.items()}
    stated = {"decision": with_own(config.decision), "operating_points": points}
    return ModelConfig.model_validate(config.model_dump() | stated)
