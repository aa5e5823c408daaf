"""One side of a comparison: a moment, held or followed, its answer, and which of its maps is shown."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.widgets.bars import ProbabilityBars
from app.widgets.controls import DropDowns, refill
from app.widgets.elided_label import ElidedLabel
from app.widgets.text import clock_text, percent, person_name
from app.widgets.theme import GAP, SECTION, Theme, font
from recognizer.explain.maps import MapKind, attention_map, frame_times, topology_map
from recognizer.text import BEST, named

if TYPE_CHECKING:
    from app.session.messages import ModelInfo
    from recognizer.recognizer import WindowAnswer

ATTENTION = "Attention"
NOTHING = "Nothing has been recognized yet."
MEAN = "mean"


@dataclass(frozen=True, eq=False)
class HeldMoment:
    """A window with its maps, the model that judged it, and the name of the source it is from."""

    window: "WindowAnswer"
    model: "ModelInfo"
    source: str


@dataclass(frozen=True)
class MapChoice:
    """Which map of a window: ``kind`` of the topology, or ``None`` for attention; block and fragment or branch from
    0; a channel or head, ``None`` for the mean."""

    kind: MapKind | None = MapKind.TOPOLOGY
    block: int = 0
    part: int = 0
    one: int | None = None

    def of(self, window: "WindowAnswer") -> np.ndarray | None:
        """The map; ``None`` where the network has no attention."""
        trace = window.trace[self.block]
        if self.kind is None:
            return attention_map(trace, self.part, self.one)
        return topology_map(trace, self.part, self.kind, self.one)


class ComparePane(QFrame):
    """``changed`` reports that another moment is shown, ``chosen`` that another map is wanted. ``name``: A or B."""

    changed = Signal()
    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.name = name
        self.moment: HeldMoment | None = None
        self.title, self.about = QLabel(name), ElidedLabel()
        self.about.setProperty("caption", True)
        self.button = QPushButton()
        self.button.setCheckable(True)
        self.button.setAccessibleName(f"Hold {name}")
        self.button.toggled.connect(self._update_button)
        self.action, self.share = ElidedLabel(), QLabel()
        self.bars = ProbabilityBars()
        self.bars.setAccessibleName(f"Five best of {name}")
        self.choices = DropDowns(self._choose)
        self.kind = self.choices.add("Map", [*(kind.value for kind in MapKind), ATTENTION], stretch=3)
        self.block = self.choices.add("Block")
        self.part = self.choices.add("Part", stretch=2)
        self.one = self.choices.add("Channel or head", stretch=2)
        for combo in (self.kind, self.block, self.part, self.one):
            combo.setAccessibleName(f"{combo.accessibleName()} of {name}")
        self._lay_out()
        self._update_button()

    @property
    def held(self) -> bool:
        """Whether it keeps its moment."""
        return self.button.isChecked()

    @property
    def choice(self) -> MapChoice:
        """The map that is chosen in the lists."""
        kind = None if self.kind.currentText() == ATTENTION else list(MapKind)[self.kind.currentIndex()]
        one = self.one.currentIndex() - 1
        return MapChoice(kind, max(self.block.currentIndex(), 0), max(self.part.currentIndex(), 0), _or_mean(one))

    @property
    def values(self) -> np.ndarray | None:
        """The map that is chosen; ``None`` where there is none."""
        return None if self.moment is None else self.choice.of(self.moment.window)

    def times(self, count: int) -> np.ndarray:
        """When the ``count`` frames of a map are, in seconds before the moment, which is 0."""
        assert self.moment is not None, "times are those of a moment"
        window = self.moment.window
        return frame_times(window.time - window.start, len(window.keypoints), count)

    @property
    def seconds(self) -> float:
        """The length of the moment's window."""
        assert self.moment is not None, "the length is that of a moment's window"
        return round(self.moment.window.time - self.moment.window.start, 3)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and fonts."""
        self.title.setFont(font(SECTION, bold=True))
        self.action.setFont(font(SECTION, bold=True))
        self.share.setFont(font(SECTION))
        self.bars.set_look(theme.accent, theme)

    def follow(self, moment: HeldMoment) -> None:
        """What the window shows now; a moment that is held stays."""
        if self.moment is None or (not self.held and moment.window is not self.moment.window):
            self.take(moment)

    def take(self, moment: HeldMoment) -> None:
        """Show this moment, held or not."""
        self.moment = moment
        window = moment.window
        labels, (shares,) = named(moment.model.labels, window.probabilities)
        order = np.argsort(-shares, kind="stable")[:BEST]
        self.about.set_full_text(
            f"{clock_text(window.time)}  ·  {person_name(window.persons[0])}  ·  {moment.source}  ·  "
            f"model {moment.model.name}"
        )
        self.action.set_full_text(labels[order[0]])
        self.share.setText(percent(float(shares[order[0]])))
        self.bars.set_rows([(labels[label], float(shares[label])) for label in order])
        self._refill()
        self._update_button()
        self.changed.emit()

    def take_choice(self, choice: MapChoice) -> None:
        """Show the same map as the other side, as far as there is one."""
        for combo, place in (
            (self.kind, self.kind.count() - 1 if choice.kind is None else list(MapKind).index(choice.kind)),
            (self.block, choice.block),
            (self.part, choice.part),
            (self.one, 0 if choice.one is None else choice.one + 1),
        ):
            combo.blockSignals(True)
            combo.setCurrentIndex(min(place, combo.count() - 1))
            combo.blockSignals(False)
            self._refill()

    def _choose(self) -> None:
        self._refill()
        self.chosen.emit()

    def _refill(self) -> None:
        """The lists that depend on the model and on the map."""
        if self.moment is None:
            return
        traces = self.moment.window.trace
        refill(self.block, [str(number) for number in range(1, len(traces) + 1)])
        trace, kind = traces[max(self.block.currentIndex(), 0)], self.choice.kind
        if kind is None:
            branches, heads = trace.attention.shape[1:3] if trace.attention.numel() else (0, 0)
            parts, ones = [f"branch {n}" for n in range(1, branches + 1)], [f"head {n}" for n in range(1, heads + 1)]
        else:
            parts = [f"fragment {number}" for number in range(1, len(trace.shared) + 1)]
            channels = trace.topology.shape[2] if kind.by_channel else 0
            ones = [f"channel {number}" for number in range(1, channels + 1)]
        refill(self.part, parts)
        refill(self.one, [MEAN, *ones])
        self.part.setEnabled(len(parts) > 1)
        self.one.setEnabled(bool(ones))

    def _update_button(self) -> None:
        self.button.setText("Held: release" if self.held else "Hold this moment")
        if self.moment is None:
            self.about.set_full_text(NOTHING)

    def _lay_out(self) -> None:
        head, answer, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.setSpacing(2 * GAP)
        head.addWidget(self.title)
        head.addWidget(self.about, 1)
        head.addWidget(self.button)
        answer.addWidget(self.action, 1)
        answer.addWidget(self.share)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addLayout(answer)
        layout.addWidget(self.bars)
        layout.addSpacing(4)
        layout.addWidget(self.choices)


def _or_mean(place: int) -> int | None:
    return None if place < 0 else place
