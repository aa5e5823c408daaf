"""What long trainings found is kept, comes back as it was, and is replaced only by the same row measured anew."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.kept_results import KeptResults, mean_and_spread, table


@dataclass(frozen=True)
class Found:
    system: str
    seed: int
    rate: float
    seconds: float | None


ROWS = st.builds(
    Found,
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))),
    st.integers(-9, 9),
    st.floats(allow_nan=False),
    st.none() | st.floats(allow_nan=False),
)


@given(st.lists(ROWS, max_size=8))
def test_what_is_kept_comes_back_and_the_last_of_a_key_counts(tmp_path_factory, rows):
    kept = KeptResults(tmp_path_factory.mktemp("kept") / "results.csv", Found, ["seed", "system"])
    for row in rows:
        kept.add(row)
    last = {(row.seed, row.system): row for row in rows}
    assert kept.load() == [last[key] for key in sorted(last)]


def test_nothing_is_kept_at_first(tmp_path):
    assert KeptResults(tmp_path / "none.csv", Found, ["seed"]).load() == []


def test_figures_and_tables_read_as_in_the_pages():
    assert mean_and_spread([90.0, 92.0]) == "91.0 ± 1.4" and mean_and_spread([90.04]) == "90.0"
    assert table(["system", "top-1"], [["MS-SA", "90.0"]]).splitlines() == [
        "| system | top-1 |",
        "| --- | --- |",
        "| MS-SA | 90.0 |",
    ]
