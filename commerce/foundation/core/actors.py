"""Who acts, and for whom: held by apps that must not know the user or market tables."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tenant:
    """The business someone acts for: a market by its handle, or the platform itself."""

    kind: str
    ref: str
    rights: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it, as (kind, public reference), and with which rights."""

    kind: str  # user, system, api_key
    ref: str
    rights: frozenset[str] = field(default=frozenset())
    ip: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.ref}"


SYSTEM = Actor(kind="system", ref="system")
PLATFORM = Tenant(kind="platform", ref="platform")
