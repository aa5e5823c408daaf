"""`publish`: calibrate a trained model, measure it on people it has never seen, and write its folder with its card."""

from pathlib import Path

from recognizer.device import choose_device
from recognizer.errors import UserError
from recognizer.model import Model, load_config, load_model, save_model
from train.config import FitConfig
from train.corpus import Corpus, Part
from train.evaluate import Evaluation, InnerUse, fit_temperature, inner_use, score
from train.fit import load_corpus, training_part
from train.judge import judge
from train.nearest import nearest_neighbour


def publish(config: FitConfig, to: Path) -> Evaluation:
    """From the run's model folder to ``to``: temperature from the validation people, accuracy on the test people, the
    nearest-neighbour baseline, and how much the inner parts are used. Returns the accuracy on the test people."""
    if not config.data.test_folds or not config.data.validation_folds:
        raise UserError("To publish a model, its configuration must hold out test_folds and validation_folds.")
    source = Path(config.out) / "model"
    model = load_model(source, choose_device(config.device))
    names = [str(source)]
    parts = {
        "training": load_corpus(config, training_part(config)),
        "validation": load_corpus(config, Part(config.data.split, tuple(config.data.validation_folds))),
        "test": load_corpus(config, Part(config.data.split, tuple(config.data.test_folds))),
    }
    test, judged = parts["test"], judge([model], parts["test"])
    before = score(judged.probabilities(1.0), test, names, config.data.files, config.data.split, 0)
    temperature = round(fit_temperature(judge([model], parts["validation"])), 3)
    settings = load_config(source).model_copy(update={"temperature": temperature, "name": to.name})
    model = Model(settings, model.networks, model.device)
    after = score(judged.probabilities(temperature), test, names, config.data.files, config.data.split, 0)
    baseline = _baseline(parts["training"], test, config, names)
    card = card_text(config, model, parts, before, after, baseline, inner_use(model, test))
    save_model(to, settings, model.networks, card)
    return after


def _baseline(training: Corpus, test: Corpus, config: FitConfig, names: list[str]) -> Evaluation:
    votes = nearest_neighbour(training, test, config.time_base, config.normalisation, config.augmentation.mirror)
    return score(votes / votes.sum(1, keepdim=True), test, names, config.data.files, config.data.split, 0)


def card_text(
    config: FitConfig,
    model: Model,
    parts: dict[str, Corpus],
    before: Evaluation,
    after: Evaluation,
    baseline: Evaluation,
    inner: InnerUse,
) -> str:
    """The model card. Every figure in it is computed here."""
    how = config.optimisation
    steps = how.schedule_for(len(parts["training"])).steps
    parameters = sum(p.numel() for network in model.networks.values() for p in network.parameters())
    groups = "\n".join(
        f"| {name} | {share.clips} | {share.top1:.1%} | {baseline.per_group[name].top1:.1%} |"
        for name, share in after.per_group.items()
    )
    classes = "\n".join(
        f"| {name} | {share.clips} | {share.top1:.0%} | {baseline.per_class[name].top1:.0%} |"
        for name, share in sorted(after.per_class.items(), key=lambda item: item[1].top1)
    )
    blocks = "\n".join(
        f"| {number} | {topology:.3f} | {attention:.3f} |"
        for number, (topology, attention) in enumerate(zip(inner.topology, inner.attention, strict=True), start=1)
    )
    recipe = f"train/configs/{config.name}_{config.stream}.yaml"
    return f"""# The model "{model.config.name}"

MS-SA, {" + ".join(model.config.streams)} stream, {config.architecture.width} channels wide (the paper's has 64),
{parameters:,} parameters. It names {len(model.labels)} actions of one person, from windows of
{config.time_base.seconds:g} seconds resampled to {config.architecture.frames} frames.

## Data and terms

NW-UCLA, UTD-MHAD and Kinder-Gator, published research data sets of Kinect v1 skeletons without an explicit licence:
the weights are meant for research and teaching. No file of the sets is part of this project. Sides are merged (a left
and a right hand wave alike). NW-UCLA's duplicated clips (view 2 of two classes) and 16 pairs of clips that share frames
under two labels are left out. NW-UCLA's files tell no times; 15 frames a second are assumed.

## Protocol

People are dealt into eight folds ({", ".join(map(str, config.data.test_folds))} for testing,
{", ".join(map(str, config.data.validation_folds))} for calibration, the rest for training); nobody is in two parts.
Training: {len(parts["training"])} clips, {steps} steps of {how.batch}, SGD, rate {how.rate:g}, {how.schedule}
schedule, seed {config.seed}, the last step's weights. Validation: {len(parts["validation"])} clips. Test:
{len(parts["test"])} clips. A clip is judged by the mean of five windows spread over its motion.

To reproduce, prepare the three sets, then:

    python train/run.py fit --config {recipe}
    python train/run.py publish --config {recipe} --to resources/models/{model.config.name}

## Accuracy on people never trained on

One run, one seed: expect a point or two of difference between runs.

| | MS-SA | nearest neighbour |
|---|---|---|
| top-1 | {after.top1:.1%} | {baseline.top1:.1%} |
| top-5 | {after.top5:.1%} | {baseline.top5:.1%} |

| group | clips | MS-SA top-1 | nearest neighbour |
|---|---|---|---|
{groups}

Calibration error (ECE, clips): {before.ece:.3f} before, {after.ece:.3f} after dividing the logits by
{model.config.temperature:g}, which was found on the validation people.

| action | clips | MS-SA top-1 | nearest neighbour |
|---|---|---|---|
{classes}

## What its maps show

‖αQ‖ / ‖A_s‖: how strongly the movement's own topology changes the shared one (0: not at all). Attention entropy, as a
share of a uniform map's (1: it looks nowhere special). Means over windows of test people.

| block | ‖αQ‖ / ‖A_s‖ | attention entropy |
|---|---|---|
{blocks}

## Limits

Trained on Kinect skeletons of acted, single-person movements, most of them seen from the front at two to four metres. A
webcam's skeletons are noisier, weaker in depth, and often lack the legs; accuracy on them has not been measured. It
knows {len(model.labels)} actions; other movements it calls by the name of the most similar one
or, when unsure, by none. The path through the room, fingers and objects are not used: it cannot tell what somebody
holds.
"""
