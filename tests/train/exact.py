"""Training in double precision, where what several processes round differently stays far below what they compute.

As a script, it is ``train/run.py`` with everything in double precision, for torchrun.
"""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import train.fit
import train.judge
from train.inputs import Inputs
from train.run import main


def patches() -> Iterator[tuple[Any, str, Any]]:
    """(module, name, value) of what makes networks and what goes into them double."""
    network = train.fit.MSSA
    yield train.fit, "MSSA", lambda config: network(config).double()
    yield train.fit, "training_inputs", _doubled(train.fit.training_inputs)
    yield train.judge, "judging_inputs", _doubled(train.judge.judging_inputs)


def _doubled(prepare: Callable[..., Inputs]) -> Callable[..., Inputs]:
    def prepared(*facts: Any) -> Inputs:
        inputs = prepare(*facts)
        return Inputs(inputs.x.double(), inputs.window, inputs.count)

    return prepared


def patch() -> None:
    """For the rest of this process."""
    for module, name, value in patches():
        setattr(module, name, value)


if __name__ == "__main__":
    patch()
    sys.exit(main(sys.argv[1:]))
