"""What we hold about a person, shown to them; and forgetting them."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from commerce.foundation.accounts.errors import StaffCannotLeave
from commerce.foundation.accounts.events import UserLeft
from commerce.foundation.accounts.models import OneTimeCode, User
from commerce.foundation.accounts.personal_data import erasers, exporters
from commerce.foundation.accounts.policies import Credentials, require_step_up
from commerce.foundation.accounts.services.sessions import end_all_sessions
from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.events import record
from commerce.foundation.sms import services as sms


def export(*, user: User) -> dict[str, Any]:
    """Everything every app holds about a person, by app."""
    return {name: collect(user) for name, collect in exporters.items()}


@transaction.atomic
def leave(*, actor: Actor, user: User, credentials: Credentials) -> None:
    """Close the account: every app forgets its part, what must stay names nobody, every device is signed out.

    Any app may refuse (open orders, money left); then nothing was done.
    """
    require_step_up(credentials=credentials)
    if user.is_staff:
        raise StaffCannotLeave()
    for _name, erase in erasers.items():
        erase(user)
    OneTimeCode.objects.filter(mobile=user.mobile).delete()
    sms.forget_number(mobile=user.mobile)
    end_all_sessions(user=user)
    user.sessions.update(device_name="", platform="", agent="", address=None)
    _anonymise(user)
    note(
        actor=Actor(kind=actor.kind, ref=actor.ref), action="user.left", subject_kind="user", subject_ref=user.public_id
    )
    record(UserLeft(user=user.public_id))


def _anonymise(user: User) -> None:
    # No country has the code 999, so nobody can ever prove such a number.
    user.mobile = f"+999{user.pk:011}"
    user.first_name = user.last_name = user.email = ""
    user.national_code = None
    user.password = make_password(None)
    user.is_active = False
    user.save()
