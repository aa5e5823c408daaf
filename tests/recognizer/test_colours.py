"""The colours of actions: told apart by every eye, and the same for one action everywhere."""

import itertools

import numpy as np
import pytest

from recognizer.colours import DARK, LIGHT, Theme, action_colour, action_place, text_on
from recognizer.model.model_folder import load_config
from recognizer.resources import MODELS

# How light looks to eyes that lack a kind of cone: Machado, Oliveira and Fernandes (2009), at severity 1.
EYES = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
APART = 0.11  # in OKLab, where 0.02 is about the least that is seen between colours side by side


def linear(colour: str) -> np.ndarray:
    """The light of ``#rrggbb``, ``(3,)``."""
    shares = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def oklab(light: np.ndarray) -> np.ndarray:
    """Björn Ottosson's OKLab, in which distances are alike to the eye."""
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    mixed = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    return mixed @ np.cbrt(cones @ np.clip(light, 0, 1))


def contrast(one: str, other: str) -> float:
    """As the WCAG define it, from 1 to 21."""
    light = sorted(float(linear(colour) @ (0.2126, 0.7152, 0.0722)) for colour in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_eye_tells_the_colours_of_actions_apart(theme: Theme, eyes: str) -> None:
    assert 8 <= len(theme.actions) <= 10
    seen = [oklab(EYES[eyes] @ linear(colour)) for colour in theme.actions]
    distances = {
        (one, other): float(np.linalg.norm(seen[one] - seen[other]))
        for one, other in itertools.combinations(range(len(seen)), 2)
    }
    assert min(distances.values()) >= APART, min(distances, key=distances.__getitem__)
    nothing = oklab(EYES[eyes] @ linear(theme.nothing))
    assert min(np.linalg.norm(colour - nothing) for colour in seen) > 0.09, "no action looks like none"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_colours_stand_out_and_words_on_them_can_be_read(theme: Theme) -> None:
    for colour in theme.actions:
        assert contrast(colour, theme.surface) >= 2.7
        assert contrast(colour, text_on(colour)) >= 4.4


def test_an_action_has_its_colour_by_its_name_alone() -> None:
    assert action_colour(LIGHT, "walk") == LIGHT.actions[action_place("walk")]
    assert action_colour(DARK, "walk") == DARK.actions[action_place("walk")], "the same place in both themes"
    assert action_colour(LIGHT, None) == LIGHT.nothing
    assert [action_place(label) for label in ("walk", "wave", "sit down")] == [1, 2, 5], "pictures once made stay right"


def test_actions_that_follow_one_another_differ_in_colour_and_all_colours_are_used() -> None:
    follows = [("sit down", "stand up"), ("walk", "run"), ("pick up", "throw"), ("jump", "squat"), ("catch", "throw")]
    assert all(action_place(one) != action_place(other) for one, other in follows)
    labels = load_config(MODELS / "open").labels
    assert {action_place(label) for label in labels} == set(range(len(LIGHT.actions)))
