"""Two models of one name are told apart."""

import pytest

from app.compare.model_titles import model_titles


@pytest.mark.parametrize(
    ("models", "titles"),
    [
        ([("open", "open"), ("mine", "runs/mine")], ["open", "mine"]),
        ([("open", "open"), ("open", "open")], ["open", "open"]),
        ([("open", "open"), ("open", "runs/a/model")], ["open (bundled)", "open (model)"]),
        ([("m", "runs/a/model"), ("m", "runs/b/model")], ["m (a/model)", "m (b/model)"]),
        ([("m", "model"), ("m", "runs/model")], ["m (bundled)", "m (runs/model)"]),
    ],
)
def test_two_of_one_name_have_their_folders_behind_it(models, titles) -> None:
    assert [title.replace("\\", "/") for title in model_titles(models)] == titles
