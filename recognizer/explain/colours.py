"""The colours of maps with a sign, in the window and on paper."""

import numpy as np

# White at zero; blue and orange-red stay apart for colour-blind eyes and on a projector. Evenly spaced from -1 to 1.
DIVERGING = (
    "#083a70", "#2166ac", "#5ea2cf", "#b3d5ea", "#ffffff", "#fbd0b0", "#ee9560", "#cf5020", "#7f2704",
)  # fmt: skip


def diverging(share: float) -> str:
    """The colour, as ``#rrggbb``, of a value that is so large in parts of the scale's limit, -1 to 1."""
    stops = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in DIVERGING]
    at = np.clip((share + 1) / 2, 0, 1) * (len(stops) - 1)
    return "#" + "".join(f"{round(np.interp(at, range(len(stops)), part)):02x}" for part in zip(*stops))
