"""What the architectures are called. Plain names, for whoever speaks of a model without loading one."""

PAPERS_KIND = "ms-sa"  # that of the paper this program is about

# What each one's own paper calls it, by ``architecture.kind``.
TITLES = {
    PAPERS_KIND: "MS-SA",
    "st-gcn": "ST-GCN",
    "2s-agcn": "2s-AGCN",
    "shift-gcn": "Shift-GCN",
    "ms-g3d": "MS-G3D",
    "st-tr": "ST-TR",
    "dynamic-gcn": "Dynamic GCN",
    "dsta-net": "DSTA-Net",
    "mst-gcn": "MST-GCN",
    "ctr-gcn": "CTR-GCN",
}


def titled(name: str, kind: str) -> str:
    """A model's name, with its architecture where that is another than MS-SA."""
    return name if kind == PAPERS_KIND else f"{name} ({TITLES[kind]})"
