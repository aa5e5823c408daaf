"""Lists of labels: what feeds which label, what is left out, and what is refused."""

from pathlib import Path

import numpy as np
import pytest

from recognizer.errors import UserError
from recognizer.model.model_folder import load_model
from train.data.corpus import ClipSelection, Corpus, gather
from train.data.label_lists import LISTS, LabelSources, load_label_sources
from train.data.prepared_set import PreparedSet, open_set, write_set
from train.datasets import READERS
from train.datasets.reader import RawClip
from train.training.config import FitConfig
from train.training.training_clips import load_corpus

OWN = """
labels:
  wave: {kard: [horizontal arm wave, high arm wave], videos: [greeting]}
  kick: {kard: [forward kick]}
background: {kard: [drink], videos: ["(daily life)", "no"]}
"""


def write_list(folder: Path, text: str) -> str:
    file = folder / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def prepared(folder: Path, data_set: str, *classes: str) -> PreparedSet:
    """A set of one clip for each class, called after it."""
    still = np.zeros((1, 20, 25, 3), np.float32)
    clips = [RawClip(name, still, 30.0, name, "p", "g", ()) for name in classes]
    write_set(folder / f"{data_set}.safetensors", data_set, clips)
    return open_set(folder / f"{data_set}.safetensors")


def labelled(corpus: Corpus) -> dict[str, str]:
    """The label of every clip."""
    names = [*corpus.labels, "no known action"]
    return {clip: names[label] for clip, label in zip(corpus.name, corpus.label.tolist(), strict=True)}


def test_classes_feed_the_labels_that_the_list_names_and_all_others_are_left_out(tmp_path):
    sources = load_label_sources(write_list(tmp_path, OWN))
    kard = prepared(tmp_path, "kard", "horizontal arm wave", "high arm wave", "forward kick", "drink", "walk")
    videos = prepared(tmp_path, "videos", "greeting", "wave", "kick", "no", "(daily life)")
    sets = [kard, videos]
    fed = {
        "kard/horizontal arm wave": "wave",
        "kard/high arm wave": "wave",
        "kard/forward kick": "kick",
        "videos/greeting": "wave",
    }
    assert sources.names == ["kick", "wave"]
    assert labelled(gather(sets, ClipSelection(), sources.names, sources)) == fed
    none = dict.fromkeys(["kard/drink", "videos/no", "videos/(daily life)"], "no known action")
    assert labelled(gather(sets, ClipSelection(), sources.names, sources, background=True)) == fed | none


def test_a_label_that_is_left_out_is_no_background(tmp_path):
    file = write_list(tmp_path, OWN)
    prepared(tmp_path, "kard", "high arm wave", "forward kick", "drink")
    data = {"files": [str(tmp_path / "kard.safetensors")], "labels": file, "left_out": ["wave"], "background": True}
    config = FitConfig.model_validate({"name": "n", "out": "o", "data": data, "optimisation": {"steps": 1}})
    corpus = load_corpus(config, ClipSelection(), background=True)
    assert corpus.labels == ["kick"]
    assert labelled(corpus) == {"kard/forward kick": "kick", "kard/drink": "no known action"}


def test_of_a_set_that_the_list_does_not_name_the_labels_own_names_count(tmp_path):
    sources = load_label_sources(write_list(tmp_path, OWN))
    data = prepared(tmp_path, "folder", "wave", "drink", "greeting")
    assert labelled(gather([data], ClipSelection(), sources.names, sources, True)) == {"folder/wave": "wave"}
    kard = prepared(tmp_path, "kard", "forward kick", "wave")
    silent = sources.apart_from({"kard"})
    assert labelled(gather([kard], ClipSelection(), silent.names, silent)) == {"kard/wave": "wave"}
    assert silent.sets == {"videos"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("labels: {w: {kard: [walk]}, v: {kard: [walk]}}", r'"walk" of kard feeds the label "w" and the label "v"'),
        ("labels: {w: {kard: [walk]}}\nbackground: {kard: [walk]}", r'"walk" of kard feeds .*"w" and the background'),
        ("labels: {w: {kard: [walking]}}", r'the label "w": kard has no class "walking"\.'),
        ("labels: {w: {kard: [walk]}}\nbackground: {ntu60: [rope]}", r'the background: ntu60 has no class "rope"\.'),
        ("labels: {w: {kart: [walk]}}", r'the label "w": there is no data set kart: choose ntu60, .*, videos\.'),
        ("labels: {w: {}}", r'the label "w" has no class that feeds it'),
        ("labels: {w: {kard: []}}", r'the label "w" has no class that feeds it'),
        ("labels: {w: {videos: [yes]}}", r"labels\.w\.videos\.0: True is no name; .* need quotes"),
        ("labels: {no: {videos: [walk]}}", r"False is no name; .* need quotes"),
        ("labels: {w: {videos: walk}}", r"labels\.w\.videos: "),
        ("labels: {w: {kard: [walk]}, w: {kard: [bend]}}", r"w is there twice"),
        ("label: {w: {kard: [walk]}}\nlabels: {w: {kard: [walk]}}", r"label: there is no such key"),
        ("labels: {}", r"labels: "),
        ("- wave", r"it has no keys"),
        ("", r"it has no keys"),
        ("{", r"cannot be read as YAML"),
    ],
)
def test_what_does_not_fit_is_one_sentence_that_names_the_file(tmp_path, text, message):
    file = write_list(tmp_path, text)
    with pytest.raises(UserError, match=message) as caught:
        load_label_sources(file)
    assert str(caught.value).startswith(file) and "\n" not in str(caught.value)


def test_a_list_is_found_by_its_name_or_by_its_path(tmp_path):
    assert load_label_sources("bundled") == load_label_sources(str(LISTS / "bundled.yaml"))
    with pytest.raises(UserError, match=r"no list of labels nonesuch: choose .*bundled.*, or give the path"):
        load_label_sources("nonesuch")
    with pytest.raises(UserError, match=r"no list of labels .*absent\.yaml"):
        load_label_sources(str(tmp_path / "absent.yaml"))


@pytest.mark.parametrize("file", sorted(LISTS.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_list_that_comes_along_is_one(file):
    sources = load_label_sources(file.stem)
    assert all(label == label.strip() and label for label in sources.names)


def test_the_bundled_models_list_names_every_class_of_the_sets_that_it_was_trained_on_but_those_left_out():
    sources = load_label_sources("bundled")
    left_out = {"carry", "lie down on a sofa", "cheer up"} | {f"Make the letter {letter}" for letter in "ACKMPTXY"}
    fed = set(sources.label_of_class("videos").values())
    for name in ("nw-ucla", "utd-mhad", "kinder-gator", "kard", "msr-daily", "florence"):
        named = [*sources.label_of_class(name), *sources.background.get(name, ())]
        assert sorted(named) == sorted(set(READERS[name].classes) - left_out)
        fed |= set(sources.label_of_class(name).values())
    assert fed == set(sources.names)
    assert load_model("open").config.labels == sources.names, "the model that is shipped knows just these"


def test_a_table_says_what_feeds_each_label():
    sources = LabelSources(
        labels={"wave": {"kard": ["high arm wave", "bend"], "videos": ["greeting"]}, "kick": {"sbu": ["kicking"]}},
        background={"kard": ["drink"]},
    )
    head = "| label | fed by |\n|---|---|\n"
    wave = "| wave | kard: high arm wave, bend"
    none = "| no known action | kard: drink |"
    assert sources.table() == f"{head}| kick | sbu: kicking |\n{wave}; videos: greeting |\n{none}"
    assert sources.table({"kard"}) == f"{head}{wave} |\n{none}"
