"""What decides the shape of the network, with the paper's values, and its readings where the paper leaves room."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

_PAPERS, _OTHER = "the paper's architecture", "another architecture"  # which of the two a configuration states


class StrictModel(BaseModel):
    """Checked values that do not change; a field that is not known is an error instead of being ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def where(fault: Mapping[str, Any]) -> str:
    """Where in a configuration pydantic found this fault, as users write it: ``architecture.width``."""
    return ".".join(str(part) for part in fault["loc"] if part not in (_PAPERS, _OTHER))


class Shape(StrictModel):
    """What every architecture has; ``width`` scales every block's channels. The largest values are beyond what any
    machine trains."""

    frames: int = Field(default=64, ge=4, le=10_000)  # T
    width: int = Field(default=64, ge=16, le=1024, multiple_of=16)  # channels of the first blocks
    dropout: float = Field(default=0.0, ge=0, lt=1)  # before the last linear layer
    # The last layer's weights at the start, by their deviation: 0.01, which passes hardly any gradient on to what lies
    # before; the lineage's sqrt(2 / labels), which for few labels makes the first guesses certain and wrong; or
    # 1 / sqrt(features), which knows nothing of the labels.
    classifier_start: Literal["small", "lineage", "fan-in"] = "fan-in"


class Architecture(Shape):
    """MS-SA without its labels, as a model folder states it.

    Where the paper is silent or gives two versions, the first alternative of an option is what docs/ablations.md found
    best, or the plainer one where nothing was found to differ. Values that make no network are a ``ValidationError``
    with one sentence for each fault.
    """

    kind: Literal["ms-sa"] = "ms-sa"
    fragments: int = Field(default=4, ge=1)
    heads: int = Field(default=4, ge=1)
    kernel: int = Field(default=3, ge=1, le=1000)  # frames that a convolution over time sees at once
    dilations: tuple[Annotated[int, Field(ge=1, le=1000)], ...] = Field(
        default=(1, 2, 3, 4), min_length=1
    )  # one per branch
    adaptive: bool = True  # False: alpha Q is left out, a plain graph convolution with learned A_s
    attention: bool = True  # False: no temporal self-attention

    # A_s, one learned matrix for each fragment: fragment k starting from the joints k bones away (the paper's "multiple
    # scales"); all from the physical graph; the same, never changed; or one matrix for all fragments.
    topology: Literal["hops", "per-fragment", "fixed", "one"] = "hops"
    alphas: Literal["fragment", "block"] = "fragment"  # one alpha for each, starting at 0
    sigma: Literal["tanh", "relu"] = "tanh"  # of Eq. 5; the paper says what its sigma is once only, of Eq. 3: ReLU
    space_order: Literal["sum-then-norm", "norm-then-sum"] = "sum-then-norm"  # bn(O + res), Eq. 3; or bn(O) + res
    # Eq. 9: six parts of C/4 and a 1x1 convolution from 1.5 C back to C; or the two pairs at C/8, which need none.
    join: Literal["six-parts", "narrow-pairs"] = "six-parts"
    attends: Literal["branches", "convolutions"] = "branches"  # what attention sees: before or after the convolution
    # What attention's tokens are: frames with the joints folded into the features, one map per head; a map for every
    # joint; or frames with the joints averaged, for the map alone.
    tokens: Literal["frames", "joints", "averaged"] = "frames"
    scale: Literal["head", "channels"] = "head"  # of Eq. 8: the root of a head's features, or of the channels
    place: Literal["none", "relative", "sinusoidal"] = "none"  # how attention knows where in time a frame lies
    attention_start: Literal["fusion", "gate"] = "fusion"  # its fusion weights start near 0; or a gate starts at 0
    strided_keys: bool = False  # in blocks 5 and 8: keys and values strided as the queries are

    @model_validator(mode="after")
    def _fits(self) -> "Architecture":
        branches = len(self.dilations)
        if self.kernel % 2 == 0:
            raise ValueError(f"the kernel must be odd, so that it has a middle: {self.kernel} is even")
        if self.width % self.fragments or self.width % branches:
            raise ValueError("the width must be divisible by the fragments and by the number of dilations")
        if self.attention:
            self._attention_fits(self.width // branches)
        return self

    def _attention_fits(self, part: int) -> None:
        """``part``: the channels of a branch in the first four blocks; later blocks have a multiple of them."""
        if len(self.dilations) < 2:
            raise ValueError("attention needs two dilations or more, since it belongs to the first two branches")
        if self.join == "narrow-pairs" and self.attention_start == "fusion":
            raise ValueError("narrow pairs have no fusion weights: choose attention_start: gate")
        if self.join == "narrow-pairs" and part % 2:
            raise ValueError("narrow pairs halve a branch: the width must be an even multiple of the dilations' number")
        if (part if self.join == "six-parts" else part // 2) % self.heads:
            raise ValueError("the width is too small for so many heads")


class OtherArchitecture(Shape):
    """One of the systems that the paper's Table 1 compares MS-SA with, or CTR-GCN, without its labels; each as its own
    paper gives it."""

    kind: Literal[
        "st-gcn",
        "2s-agcn",
        "shift-gcn",
        "ms-g3d",
        "ctr-gcn",
        "st-tr",
        "dynamic-gcn",
        "dsta-net",
        "mst-gcn",
    ]


KINDS: tuple[str, ...] = ("ms-sa", *get_args(OtherArchitecture.model_fields["kind"].annotation))


def _which(stated: Any) -> str | None:
    kind = stated.get("kind", "ms-sa") if isinstance(stated, dict) else getattr(stated, "kind", None)
    return None if kind not in KINDS else _PAPERS if kind == "ms-sa" else _OTHER


# An architecture as a model folder or a training's configuration states it; without a kind, it is MS-SA's.
AnyArchitecture = Annotated[
    Annotated[Architecture, Tag(_PAPERS)] | Annotated[OtherArchitecture, Tag(_OTHER)],
    Discriminator(_which, custom_error_type="kind", custom_error_message=f"kind must be one of {', '.join(KINDS)}"),
]


class NetworkConfig(Architecture):
    """MS-SA and what it is applied to."""

    labels: int = Field(ge=1)
    channels: int = Field(default=3, ge=1)  # C of the input: coordinates of a joint

    def blocks(self) -> list[tuple[int, int, int]]:
        """(input channels, output channels, stride in time) of the ten blocks (section 3.4)."""
        w = self.width
        inputs = [self.channels, w, w, w, w, 2 * w, 2 * w, 2 * w, 4 * w, 4 * w]
        outputs = [w, w, w, w, 2 * w, 2 * w, 2 * w, 4 * w, 4 * w, 4 * w]
        return [(i, o, 2 if number in (5, 8) else 1) for number, (i, o) in enumerate(zip(inputs, outputs), start=1)]


class OtherConfig(OtherArchitecture):
    """Another architecture than MS-SA and what it is applied to."""

    labels: int = Field(ge=1)
    channels: int = Field(default=3, ge=1)  # C of the input: coordinates of a joint


AnyConfig = NetworkConfig | OtherConfig
