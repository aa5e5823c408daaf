"""What the status line says of rates."""

import pytest

from app.session.messages import SourceInfo, Stats
from app.session.rates import Spread
from app.window.status_line import rates_parts


@pytest.mark.parametrize(("live", "told"), [(True, ["Source 0 fps", "Recognition 0 fps"]), (False, [])])
def test_a_file_that_was_looked_through_has_no_rates_and_a_camera_that_stands_still_has(live: bool, told: list) -> None:
    source = SourceInfo("0", "Camera 0", live=live, fps=30.0, duration=None if live else 9.0)
    parts = rates_parts(Stats(network=Spread(40.0, 50.0)), None, source)
    assert [part for part in parts if part.endswith(" fps")] == told and "Network 40 ms" in parts
    playing = rates_parts(Stats(source_fps=30.0, network=Spread(40.0, 50.0)), None, source)
    assert "Source 30 fps" in playing
