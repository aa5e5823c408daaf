"""Networks of three blocks instead of ten: blocks are alike, and tracing and exporting take time for each."""

import pytest

from recognizer.network.config import NetworkConfig


def blocks(config: NetworkConfig) -> list[tuple[int, int, int]]:
    """In place of ``NetworkConfig.blocks``: every width and both strides."""
    widths = [config.channels, *(config.width * factor for factor in (1, 2, 4))]
    return list(zip(widths, widths[1:], (1, 2, 2)))


def patch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks are made, and models loaded, with these blocks."""
    monkeypatch.setattr(NetworkConfig, "blocks", blocks)
