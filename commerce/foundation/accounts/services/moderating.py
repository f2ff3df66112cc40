"""What staff do about people: shut an account, open it again, sign devices out, give each other groups."""

from collections.abc import Sequence

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from commerce.foundation.accounts.models import Session, User
from commerce.foundation.accounts.services.sessions import end_all_sessions, end_session
from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden, InvalidInput

MANAGE_PEOPLE = "accounts.change_user"
MANAGE_STAFF = "auth.change_group"


@transaction.atomic
def deactivate_person(*, actor: Actor, user: User, reason: str) -> User:
    """Shut a person out, on all devices at once; what they did and own stays."""
    _require(MANAGE_PEOPLE, actor)
    _refuse_oneself_and_peers(actor, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    end_all_sessions(user=user)
    _note(actor, "user.deactivated", user, reason=reason)
    user.is_active = False
    return user


@transaction.atomic
def reactivate_person(*, actor: Actor, user: User) -> User:
    """Let a person in again; they sign in anew."""
    _require(MANAGE_PEOPLE, actor)
    _refuse_oneself_and_peers(actor, user)
    User.objects.filter(pk=user.pk).update(is_active=True)
    _note(actor, "user.reactivated", user)
    user.is_active = True
    return user


@transaction.atomic
def sign_device_out(*, actor: Actor, user: User, session: str) -> None:
    """End one session of a person."""
    _require(MANAGE_PEOPLE, actor)
    _refuse_oneself_and_peers(actor, user)
    end_session(user=user, public_id=session, ending=Session.Ending.SECURITY)
    _note(actor, "user.session_ended", user, session=session)


@transaction.atomic
def sign_everything_out(*, actor: Actor, user: User) -> int:
    """End all sessions of a person; answers how many."""
    _require(MANAGE_PEOPLE, actor)
    _refuse_oneself_and_peers(actor, user)
    ended = end_all_sessions(user=user)
    _note(actor, "user.sessions_ended", user, ended=str(ended))
    return ended


@transaction.atomic
def set_groups(*, actor: Actor, user: User, groups: Sequence[str]) -> User:
    """Make a person staff of these groups, or of none: no staff any more. Nobody grants what they lack themselves."""
    _require(MANAGE_STAFF, actor)
    _refuse_oneself_and_peers(actor, user)
    found = list(Group.objects.filter(name__in=groups).prefetch_related("permissions__content_type"))
    if len(found) != len(set(groups)):
        raise InvalidInput({"groups": [("unknown_group", _("There is no such group."))]})
    if any(_rights_of(group) - actor.rights for group in found):
        raise InvalidInput({"groups": [("more_than_own", _("This group may do more than you may."))]})
    user.groups.set(found)
    User.objects.filter(pk=user.pk).update(is_staff=bool(found))
    end_all_sessions(user=user)
    _note(actor, "user.groups_set", user, groups=", ".join(sorted(groups)))
    user.is_staff = bool(found)
    return user


def remove_authenticator(*, actor: Actor, user: User) -> None:
    """Take a lost authenticator from a member of staff, who enrols another with the next password."""
    _require(MANAGE_STAFF, actor)
    _refuse_oneself_and_peers(actor, user)
    forget_authenticator(actor=actor, user=user)


@transaction.atomic
def forget_authenticator(*, actor: Actor, user: User) -> None:
    """The same from the command line, which may also help a superuser."""
    TOTPDevice.objects.filter(user=user).delete()
    end_all_sessions(user=user)
    _note(actor, "staff.authenticator_removed", user)


def _rights_of(group: Group) -> set[str]:
    return {f"{one.content_type.app_label}.{one.codename}" for one in group.permissions.all()}


def _require(right: str, actor: Actor) -> None:
    if right not in actor.rights:
        raise Forbidden(wanted_right=right)


def _refuse_oneself_and_peers(actor: Actor, user: User) -> None:
    """Nobody changes themselves; a superuser is changed from the command line only; staff only by who manages staff."""
    oneself = actor.kind == "user" and actor.ref == user.public_id
    if oneself or user.is_superuser or (user.is_staff and MANAGE_STAFF not in actor.rights):
        raise Forbidden()


def _note(actor: Actor, action: str, user: User, **data: str) -> None:
    note(actor=actor, action=action, subject_kind="user", subject_ref=user.public_id, data=data)
