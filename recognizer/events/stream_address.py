"""Where a stream of events is offered: a host of this machine and a port."""

import ipaddress
import re
from dataclasses import dataclass

from recognizer.errors import UserError

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class StreamAddress:
    """Port 0 stands for any that is free."""

    host: str = LOOPBACK
    port: int = 8765

    @classmethod
    def parse(cls, text: str) -> "StreamAddress":
        """``8765``, ``HOST:8765`` or ``[::1]:8765``; without a host, the one that this machine alone reaches. Raises
        ``UserError`` for anything else."""
        found = re.fullmatch(r"(?:(?:\[([0-9a-fA-F:.]+)\]|([^\s:/\[\]]+)):)?([0-9]{1,5})", text.strip())
        if found is None or int(found[3]) > 65535:
            raise UserError(f"{text!r} is no address for a stream: write a port, as 8765, or HOST:PORT.")
        return cls(found[1] or found[2] or LOOPBACK, int(found[3]))

    @property
    def is_private(self) -> bool:
        """Whether programs of this machine alone can reach it."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
