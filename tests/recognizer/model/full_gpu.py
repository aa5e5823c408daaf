"""A network that stands in for one on a GPU whose memory is full."""

import torch

from recognizer.network.mssa import MSSA


class OnFullGpu(MSSA):
    """Has no room while ``full``, for as long as it is the one that was made; a copy of it is on the CPU."""

    full = True

    def __init__(self, *given: object) -> None:
        super().__init__(*given)
        self.made = id(self)

    def features(self, x: torch.Tensor) -> torch.Tensor:
        self._need_room()
        return super().features(x)

    def traced_features(self, x: torch.Tensor) -> tuple:
        self._need_room()
        return super().traced_features(x)

    def _need_room(self) -> None:
        if self.full and self.made == id(self):
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB.")
