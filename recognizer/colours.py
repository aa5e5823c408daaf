"""The colours of everything that is shown: window, annotated video, and the page and figures of an explanation."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np


@dataclass(frozen=True)
class Theme:
    """One set of colours, as ``#rrggbb``. ``persons``: one colour for each slot, Okabe and Ito's blue and orange in
    the shade that stands out from this background; ``on_person``: text upon them. ``curves``: lines that colour-blind
    eyes distinguish by hue or by lightness; ``actions``: one of them for each action, see ``action_colour``;
    ``nothing``: where no action is known; ``recording``: the red of a recording mark. ``positive``, ``negative``: of
    a weight's sign, warm and cold as on the maps."""

    dark: bool
    window: str
    surface: str
    raised: str
    stage: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    problem: str
    notice: str
    persons: tuple[str, str]
    on_person: str
    curves: tuple[str, ...]
    actions: tuple[str, ...]
    nothing: str
    recording: str
    positive: str
    negative: str


LIGHT = Theme(
    dark=False,
    window="#f3f5f8",
    surface="#ffffff",
    raised="#e9edf2",
    stage="#e8ecf1",
    text="#17202c",
    muted="#566273",
    line="#d5dbe3",
    accent="#0b62b8",
    on_accent="#ffffff",
    problem="#fbe3e0",
    notice="#e1edf9",
    persons=("#0072b2", "#c25700"),
    on_person="#ffffff",
    curves=("#0072b2", "#d55e00", "#00856a", "#a64d85", "#8a6d00", "#3b4a5c"),
    actions=("#29317a", "#b51f03", "#006a60", "#d07593", "#96a200", "#02a4e3", "#6b090d", "#873fc0"),
    nothing="#b4bcc8",
    recording="#c8261b",
    positive="#c8480f",
    negative="#1d5fa8",
)
DARK = Theme(
    dark=True,
    window="#13171d",
    surface="#1b2129",
    raised="#28303a",
    stage="#0e1217",
    text="#e9edf2",
    muted="#9ca8b7",
    line="#313b47",
    accent="#6cb6f5",
    on_accent="#0c1117",
    problem="#4a2422",
    notice="#1d3550",
    persons=("#56b4e9", "#e69f00"),
    on_person="#10151b",
    curves=("#56b4e9", "#f0883e", "#2fc49a", "#e08fc0", "#f0e442", "#c3cdd9"),
    actions=("#5c67f3", "#ffd198", "#43b69e", "#9f5f9f", "#d9950f", "#32f9ff", "#d0463e", "#b794ff"),
    nothing="#4a5563",
    recording="#ff5a4d",
    positive="#ff9a52",
    negative="#7cc4ff",
)
# On a picture, whatever the theme: bright, with a dark edge.
PICTURE_PERSONS = ("#56b4e9", "#f5a700")

# White at zero; blue and orange-red stay apart for colour-blind eyes and on a projector. Evenly spaced from -1 to 1.
DIVERGING = (
    "#083a70", "#2166ac", "#5ea2cf", "#b3d5ea", "#ffffff", "#fbd0b0", "#ee9560", "#cf5020", "#7f2704",
)  # fmt: skip


def diverging(share: float) -> str:
    """The colour, as ``#rrggbb``, of a value that is so large in parts of the scale's limit, -1 to 1."""
    stops = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in DIVERGING]
    at = np.clip((share + 1) / 2, 0, 1) * (len(stops) - 1)
    return "#" + "".join(f"{round(np.interp(at, range(len(stops)), part)):02x}" for part in zip(*stops))


SEED = b"2855"  # shares the colours so that common actions, and those that follow one another, have different ones


@lru_cache(maxsize=1024)
def action_place(label: str) -> int:
    """Which of a theme's ``actions`` a label has: by its name alone, so that it is the same in every model, file and
    place. Labels outnumber the colours that can be told apart, so that some share one, and a text must name them."""
    return hashlib.blake2s(label.encode(), key=SEED, digest_size=2).digest()[0] % len(LIGHT.actions)


def action_colour(theme: Theme, label: str | None) -> str:
    """The colour of an action, ``None`` for none that is known, as ``#rrggbb``."""
    return theme.nothing if label is None else theme.actions[action_place(label)]


@lru_cache(maxsize=64)
def text_on(colour: str) -> str:
    """Black or white, whichever is easier to read on a colour ``#rrggbb``."""
    shares = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return "#000000" if float(linear @ (0.2126, 0.7152, 0.0722)) > 0.179 else "#ffffff"
