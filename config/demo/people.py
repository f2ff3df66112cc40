"""The five logins of a machine and the demo's shoppers. Passwords and TOTP secrets are random, made once."""

import json
import secrets
from typing import TypedDict

from django.contrib.auth.models import Group
from django_otp.plugins.otp_totp.models import TOTPDevice

from commerce.foundation.accounts.models import User
from config.demo.reading import read
from config.embedded import state_dir
from pages.services import MARKETING_EDITORS


class Person(TypedDict):
    mobile: str
    first_name: str
    last_name: str


STAFF: dict[str, tuple[Person, str | None]] = {
    "admin": ({"mobile": "+989120000001", "first_name": "مدیر", "last_name": "سامانه"}, None),
    "finance": ({"mobile": "+989120000002", "first_name": "زهرا", "last_name": "حسابی"}, "Finance approvers"),
    "marketing": ({"mobile": "+989120000003", "first_name": "شیوا", "last_name": "نگارنده"}, MARKETING_EDITORS),
}
VENDOR: Person = {"mobile": "+989120000011", "first_name": "امید", "last_name": "چایچی"}
SHOPPER: Person = {"mobile": "+989120000021", "first_name": "سارا", "last_name": "محمدی"}


def person(known: Person, **fields: object) -> User:
    """The person with this number, made when new."""
    user, made = User.objects.get_or_create(mobile=known["mobile"], defaults={**known, **fields})
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def shoppers() -> list[User]:
    """Those who buy in the demo; the first is the shopper's login."""
    others: list[Person] = [
        {"mobile": f"+98912000{number:04}", "first_name": first, "last_name": last}
        for number, (first, last) in enumerate(read("people")["shoppers"][1:], start=101)
    ]
    return [person(known) for known in [SHOPPER, *others]]


def make_logins() -> None:
    """Give staff a password and a TOTP secret of this machine, and write all five logins down for its owner."""
    logins: dict[str, dict[str, str]] = {role: _staff(role) for role in STAFF}
    person(VENDOR)
    person(SHOPPER)
    code = "one-time code in var/outbox/sms.jsonl"
    logins["vendor"] = {"mobile": VENDOR["mobile"], "by": code}
    logins["shopper"] = {"mobile": SHOPPER["mobile"], "by": code}
    path = state_dir() / "logins.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(logins, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _staff(role: str) -> dict[str, str]:
    known, group = STAFF[role]
    user = person(known)
    user.is_staff, user.is_superuser = True, group is None
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save()
    if group:
        user.groups.add(Group.objects.get(name=group))
    TOTPDevice.objects.filter(user=user).delete()
    device = TOTPDevice.objects.create(user=user, name="demo", confirmed=True)
    return {"mobile": user.mobile, "password": password, "totp": device.config_url.split("secret=")[1].split("&")[0]}
