"""Who acts for an owner: the app that knows a kind of owner says whether somebody is one of its people."""

from collections.abc import Callable

from commerce.foundation.core.actors import Actor
from commerce.foundation.core.registries import Registry

# (reference of the owner, somebody) → whether they work for it. A person is an owner without any of this.
own_people: Registry[Callable[[str, Actor], bool]] = Registry("people of an owner")


def acts_for(actor: Actor, *, kind: str, ref: str) -> bool:
    """Whether somebody is the owner, or one of the owner's own people."""
    if (actor.kind, actor.ref) == (kind, ref):
        return True
    return kind in own_people and own_people.get(kind)(ref, actor)
