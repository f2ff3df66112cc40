"""What made entries true, in words: apps that book tell how their causes are explained.

@explains("payment")
def payments(refs: Collection[str]) -> dict[str, Explanation]: ...
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from commerce.foundation.core.registries import Registry
from commerce.money.ledger.models import Entry


class Caused(Protocol):
    """Whatever carries a cause: an entry, a line of a statement."""

    @property
    def cause_kind(self) -> str: ...

    @property
    def cause_ref(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Explanation:
    """A cause in words, and the thing that has a screen of its own, as (kind, public reference)."""

    title: str | Promise
    kind: str = ""
    ref: str = ""


Explainer = Callable[[Collection[str]], Mapping[str, Explanation]]
Cause = tuple[str, str]

causes: Registry[Explainer] = Registry("cause of entries")
explains = causes.register
reasons: Registry[str | Promise] = Registry("reason of entries")


def name_reasons(words: Mapping[str, str | Promise]) -> None:
    """Tell what the reasons an app books with are called."""
    for code, name in words.items():
        reasons.add(code, name)


def reason_in_words(code: str) -> str | Promise:
    """What a reason is called; one that nobody named, and the words of a person, as they are."""
    return reasons.get(code) if code in reasons else code


def explain(caused: Collection[Caused]) -> dict[Cause, Explanation]:
    """Each cause of these in words, each kind asked once; what nobody explains is called by its reference."""
    refs: dict[str, set[str]] = defaultdict(set)
    for one in caused:
        refs[one.cause_kind].add(one.cause_ref)
    told = {(one.cause_kind, one.cause_ref): Explanation(one.cause_ref) for one in caused}
    for kind in refs.keys() & set(causes):
        told |= {(kind, ref): explanation for ref, explanation in causes.get(kind)(refs[kind]).items()}
    return told


def known_causes() -> list[str]:
    """The kinds that are explained, for whoever looks for a reference without its kind."""
    return list(causes)


@explains("ledger_entry")
def _counter_entries(keys: Collection[str]) -> dict[str, Explanation]:
    found = Entry.objects.filter(key__in=keys).values_list("key", "pk")
    return {
        key: Explanation(_("Counter-entry of %(key)s") % {"key": key}, "ledger_entry", str(pk)) for key, pk in found
    }
