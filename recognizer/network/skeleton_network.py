"""What all architectures share: bodies in, blocks one after the other, features, labels, and the blocks' traces.

Shapes: B bodies, C channels, T frames, V = 25 joints. Bodies of all clips are packed into one batch with the index of
the clip that each belongs to, so that a body that is not there costs nothing and changes nothing.
"""

from collections.abc import Sequence

from torch import Tensor, nn

from recognizer.network.config import AnyConfig
from recognizer.network.trace import BlockTrace, Record
from recognizer.skeleton.joints import JOINTS
from recognizer.skeleton.shapes import check_shape


class SkeletonNetwork(nn.Module):
    """Input normalisation, blocks, the mean over time and joints, the mean over the bodies of a clip, labels.

    ``blocks``: modules ``(x, record | None) -> x`` over ``(B, C, T, V)``, which note their maps in the record where one
    is given; ``features``: channels that the last of them yields. Convolutions are started here (He et al., fan out);
    what starts otherwise is set after this constructor.
    """

    def __init__(self, config: AnyConfig, blocks: Sequence[nn.Module], features: int) -> None:
        super().__init__()
        self.config = config
        self.input_norm = nn.BatchNorm1d(config.channels * JOINTS)  # over (C, V), shared by all bodies
        self.blocks = nn.ModuleList(blocks)
        self.dropout = nn.Dropout(config.dropout)
        self.classify = nn.Linear(features, config.labels)
        self._initialise()

    def forward(self, x: Tensor, clip: Tensor | None = None, clips: int | None = None) -> Tensor:
        """Logits ``(clips, labels)`` of bodies ``x`` ``(B, C, T, V)``.

        ``clip`` int64 ``(B,)``: to which of the ``clips`` each body belongs; without both, every body is a clip. A clip
        without a body gets the logits of features that are all zero. Raises ``ValueError`` where a shape does not fit
        the configuration.
        """
        return self.classify(self.dropout(self.features(x, clip, clips)))

    def traced(
        self, x: Tensor, clip: Tensor | None = None, clips: int | None = None
    ) -> tuple[Tensor, list[BlockTrace]]:
        """The logits of ``forward``, and what each block computed on the way, body by body."""
        features, traces = self.traced_features(x, clip, clips)
        return self.classify(self.dropout(features)), traces

    def features(self, x: Tensor, clip: Tensor | None = None, clips: int | None = None) -> Tensor:
        """What the labels are told apart by, ``(clips, features)``: the last block's output, its mean over time, joints
        and a clip's bodies. Arguments and errors are those of ``forward``."""
        return self._pooled(self._features(x, None), clip, clips)

    def traced_features(
        self, x: Tensor, clip: Tensor | None = None, clips: int | None = None
    ) -> tuple[Tensor, list[BlockTrace]]:
        """The features, and what each block computed on the way, body by body."""
        records: list[Record] = []
        features = self._pooled(self._features(x, records), clip, clips)
        return features, [BlockTrace.of(record, features) for record in records]

    def _features(self, x: Tensor, records: list[Record] | None) -> Tensor:
        """``(B, C, T, V)`` -> ``(B, features)``; each block's record is added to ``records``, where that is given."""
        check_shape("bodies", x, (None, self.config.channels, self.config.frames, JOINTS))
        bodies, channels, frames, joints = x.shape
        x = x.transpose(2, 3).reshape(bodies, channels * joints, frames)
        x = self.input_norm(x).view(bodies, channels, joints, frames).transpose(2, 3).contiguous()
        for block in self.blocks:
            record: Record | None = None
            if records is not None:
                record = {}
                records.append(record)
            x = block(x, record)
        return x.mean(dim=(2, 3))

    def _pooled(self, features: Tensor, clip: Tensor | None, clips: int | None) -> Tensor:
        """Mean over the bodies of each clip, ``(B, features)`` -> ``(clips, features)``."""
        if (clip is None) != (clips is None):
            raise ValueError("clip, the index of each body's clip, and clips, their number, are given together")
        if clip is None or clips is None:
            return features
        check_shape("clip", clip, (len(features),))
        pooled = features.new_zeros(clips, features.shape[1]).index_add(0, clip, features)
        count = features.new_zeros(clips, 1).index_add(0, clip, features.new_ones(len(features), 1))
        return pooled / count.clamp(min=1)

    def _initialise(self) -> None:
        for module in self.modules():
            if isinstance(module, (nn.Conv1d, nn.Conv2d, nn.Conv3d)):
                nn.init.kaiming_normal_(module.weight, mode="fan_out")
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
        deviations = {
            "small": 0.01,
            "lineage": (2 / self.config.labels) ** 0.5,
            "fan-in": self.classify.in_features**-0.5,
        }
        nn.init.normal_(self.classify.weight, 0, deviations[self.config.classifier_start])
        nn.init.zeros_(self.classify.bias)
