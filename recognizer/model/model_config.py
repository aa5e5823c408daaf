"""What a model is: labels, streams, how windows are formed and placed, and the rules of decision; a model folder's
``config.json``."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from recognizer.errors import UserError
from recognizer.model.operating_points import BALANCED, OPERATING_POINTS, OperatingPoint
from recognizer.model.thresholds import Thresholds
from recognizer.network.config import AnyArchitecture, AnyConfig, Architecture, NetworkConfig, OtherConfig, StrictModel
from recognizer.network.kinds import titled
from recognizer.skeleton.stream_names import STREAMS
from recognizer.skeleton.streams import Normalisation


class TimeBase(StrictModel):
    """How windows are formed. ``seconds`` is the length of a live window, also for a model trained on whole clips."""

    kind: Literal["fixed-seconds", "whole-clip"] = "fixed-seconds"
    seconds: float = Field(default=3.0, gt=0, le=30)


class Decision(StrictModel):
    """When a label is given: see ``recognizer.model.decision``."""

    smoothing: float = Field(default=0.5, gt=0)  # seconds, time constant of the average over windows
    enter: float = Field(default=0.5, ge=0, le=1)  # probability at which a label is taken up
    leave: float = Field(default=0.35, ge=0, le=1)  # probability under which it is given up
    stay: float = Field(default=0.4, ge=0)  # seconds a label is kept at least
    seen: float = Field(default=1.0, ge=0)  # seconds a person must have been seen
    energy: float = Field(default=0.0, ge=0)  # metres a second: under this mean speed of the joints nothing happens
    lag: float = Field(default=0.0, ge=0)  # seconds from what a window shows to its end: segments lie that much earlier
    # The probability of "no known action" up to which a label is taken up. Where it is given, ``enter``, ``leave`` and
    # ``thresholds`` are shares of what that leaves: how sure it is what is done, apart from whether anything is.
    idle: float | None = Field(default=None, ge=0, le=1)
    # Labels that are taken up at another probability than ``enter``; ``leave`` is the same share of it.
    thresholds: dict[str, Annotated[float, Field(ge=0, le=1)]] = Field(default={})

    @model_validator(mode="after")
    def _has_shares(self) -> "Decision":
        if self.thresholds and self.enter == 0:
            raise ValueError("thresholds need an enter above 0, since leave is a share of it")
        return self

    def entered_at(self, enter: float) -> "Decision":
        """The same rules, but labels are taken up at the probability ``enter``. A label's own threshold, and what one
        is given up at, change in proportion."""
        share = enter / self.enter if self.enter else 1.0
        own = {label: min(share * needed, 1.0) for label, needed in self.thresholds.items()}
        return self.model_copy(update={"enter": enter, "leave": min(share * self.leave, 1.0), "thresholds": own})


class ModelConfig(StrictModel):
    """The whole of ``config.json``."""

    format: Literal[1] = 1
    name: str
    labels: list[str] = Field(min_length=1)
    streams: list[str] = Field(default=["joint"], min_length=1)
    fusion: list[float] = Field(default=[1.0], min_length=1)
    architecture: AnyArchitecture = Architecture()
    time_base: TimeBase = TimeBase()
    normalisation: Normalisation = Normalisation()
    temperature: float = Field(default=1.0, gt=0)
    decision: Decision = Decision()  # the balanced operating point
    operating_points: dict[Literal["careful", "eager"], Decision] = Field(default={})  # other rules to choose from
    background: bool = False  # the network has one more output, the last: "no known action"

    @model_validator(mode="after")
    def _fits(self) -> "ModelConfig":
        unknown = [stream for stream in self.streams if stream not in STREAMS]
        if unknown:
            raise ValueError(f"unknown stream {unknown[0]}")
        if len(set(self.streams)) != len(self.streams) or len(set(self.labels)) != len(self.labels):
            raise ValueError("a stream or a label is named twice")
        if len(self.fusion) != len(self.streams) or min(self.fusion) < 0 or sum(self.fusion) <= 0:
            raise ValueError("fusion needs one weight per stream, none negative, not all zero")
        for point in self.offered:
            if strangers := [label for label in self.rules(point).thresholds if label not in self.labels]:
                raise ValueError(f"the {point} rules have a threshold for {strangers[0]!r}, which is no label")
        return self

    @property
    def title(self) -> str:
        """The name, with the architecture where that is another than MS-SA."""
        return titled(self.name, self.architecture.kind)

    @property
    def offered(self) -> tuple[OperatingPoint, ...]:
        """The operating points that the model has rules for, from careful to eager; balanced is always among them."""
        return tuple(point for point in OPERATING_POINTS if point == BALANCED or point in self.operating_points)

    def thresholds(self, point: OperatingPoint = BALANCED) -> Thresholds:
        """What a label's probability must reach by the rules of an operating point. Raises ``UserError`` where the
        model has none."""
        rules = self.rules(point)
        needed = tuple(rules.thresholds.get(label, rules.enter) for label in self.labels)
        return Thresholds(needed, rules.idle, rules.enter)

    def rules(self, point: OperatingPoint = BALANCED, enter: float | None = None) -> Decision:
        """The rules of decision of an operating point, with another threshold where ``enter`` is given. Raises
        ``UserError`` where the model has none."""
        if enter is not None:
            return self.rules(point).entered_at(enter)
        if point == BALANCED:
            return self.decision
        if point not in self.operating_points:
            offered = " and ".join(self.offered)
            raise UserError(f"The model {self.name} has no {point} rules of decision: what it offers is {offered}.")
        return self.operating_points[point]

    def network(self) -> AnyConfig:
        """What each stream's network is made from: a label more where "no known action" was learned."""
        made_of = NetworkConfig if isinstance(self.architecture, Architecture) else OtherConfig
        return made_of(labels=len(self.labels) + self.background, **self.architecture.model_dump())
