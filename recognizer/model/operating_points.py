"""How readily labels are given: the choice between a model's rules of decision. No torch is imported here."""

from collections.abc import Collection
from typing import Final, Literal, get_args

OperatingPoint = Literal["careful", "balanced", "eager"]
OPERATING_POINTS: tuple[OperatingPoint, ...] = get_args(OperatingPoint)
BALANCED: Final = "balanced"  # the one that every model has: ``decision`` in its configuration


def offered_or_balanced(wanted: OperatingPoint, offered: Collection[OperatingPoint]) -> OperatingPoint:
    """The operating point that is wanted, where the model offers it, else the balanced one."""
    return wanted if wanted in offered else BALANCED
