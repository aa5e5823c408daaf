"""A share of many sources, for a machine that works beside others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from recognizer.errors import UserError

Item = TypeVar("Item")


@dataclass(frozen=True)
class Shard:
    """The share with this ``number``, from 1, of as many as ``of``."""

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> "Shard":
        """The shard that ``text`` names, as 2/8. Raises ``UserError`` for anything else."""
        found = re.fullmatch(r"([0-9]{1,9})/([0-9]{1,9})", text)
        if found is None or not 1 <= int(found[1]) <= int(found[2]):
            raise UserError(f"{text!r} is no shard: write it like 2/8, for the second of eight.")
        return cls(int(found[1]), int(found[2]))

    def share(self, items: Sequence[Item]) -> list[Item]:
        """Those of the items that fall to it. Each falls to exactly one shard, and to the same one wherever the same
        items are given; shards differ in size by one at most."""
        return list(items[self.number - 1 :: self.of])

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


WHOLE = Shard()
