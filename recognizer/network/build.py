"""From a configuration to the network that it describes."""

from collections.abc import Callable

from recognizer.network.agcn import AGCN
from recognizer.network.config import AnyConfig, NetworkConfig, OtherConfig
from recognizer.network.ctr_gcn import CTRGCN
from recognizer.network.dsta_net import DSTANet
from recognizer.network.dynamic_gcn import DynamicGCN
from recognizer.network.ms_g3d import MSG3D
from recognizer.network.mssa import MSSA
from recognizer.network.mst_gcn import MSTGCN
from recognizer.network.shift_gcn import ShiftGCN
from recognizer.network.skeleton_network import SkeletonNetwork
from recognizer.network.st_gcn import STGCN
from recognizer.network.st_tr import STTR

_OTHERS: dict[str, Callable[[OtherConfig], SkeletonNetwork]] = {
    "st-gcn": STGCN,
    "2s-agcn": AGCN,
    "shift-gcn": ShiftGCN,
    "ms-g3d": MSG3D,
    "ctr-gcn": CTRGCN,
    "st-tr": STTR,
    "dynamic-gcn": DynamicGCN,
    "dsta-net": DSTANet,
    "mst-gcn": MSTGCN,
}


def build_network(config: AnyConfig) -> SkeletonNetwork:
    """A network with untrained weights."""
    return MSSA(config) if isinstance(config, NetworkConfig) else _OTHERS[config.kind](config)
