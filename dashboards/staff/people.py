"""People: who they are, where they are signed in, what they may do here."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.selectors import has_authenticator, sessions_of
from commerce.foundation.accounts.services import moderating
from commerce.foundation.audit.selectors import trail_of
from commerce.foundation.core.validators.invalid import InvalidValue
from commerce.foundation.core.validators.mobiles import normalise_mobile
from commerce.shop.markets.models import Membership
from commerce.shop.order.models import Order
from dashboards.base.actions import RowAction
from dashboards.base.columns import Column, Jalali, Link, Plain
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.base.templatetags.desk import mobile
from dashboards.staff.policies import PEOPLE
from dashboards.staff.vendor_orders import ReasonForm

TRAIL = (("staff:people", _("People")),)
FEW = 10


def person_url(user: User) -> str:
    return reverse("staff:person", args=[user.public_id])


class PersonFilters(ListFilters):
    searched = ("mobile", "last_name__istartswith", "first_name__istartswith")
    dated = "date_joined"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Mobile number or name")

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        try:
            return rows.filter(mobile=normalise_mobile(typed))
        except InvalidValue:
            return rows.filter(Q(last_name__istartswith=typed) | Q(first_name__istartswith=typed))


class PersonList(ListScreen):
    """All accounts, newest first."""

    permission_policy = PEOPLE
    model = User
    page_title = _("People")
    header_icon = "user"
    filters_class = PersonFilters
    tabs = {
        "": (_("All"), {}),
        "staff": (_("Staff"), {"is_staff": True}),
        "closed": (_("Closed accounts"), {"is_active": False}),
    }
    columns = [
        Link("name", label=_("Name"), to=person_url, accessor=lambda user: user.get_full_name() or user.mobile),
        Column("mobile", label=_("Mobile number"), accessor=lambda user: mobile(user.mobile)),
        Plain("is_staff", label=_("Staff"), accessor=lambda user: _("staff") if user.is_staff else ""),
        Plain("is_active", label=_("State"), accessor=lambda user: _("active") if user.is_active else _("shut out")),
        Jalali("date_joined", label=_("Joined")),
    ]
    empty_title = _("Nobody yet")

    def order_queryset(self, rows: QuerySet[User]) -> QuerySet[User]:
        return rows.order_by("-date_joined", "-pk")


class PersonDetail(RowScreen):
    """A person as staff read them."""

    permission_policy = PEOPLE
    template_name = "dashboards/staff/person.html"
    header_icon = "user"
    trail = TRAIL

    def get_page_title(self) -> str:
        return str(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, reader = self.row, self.request.user
        touchable = person != reader and not person.is_superuser
        return super().get_context_data(**kwargs) | {
            "person": person,
            "groups": person.groups.all(),
            "sessions": sessions_of(user=person).order_by("-created_at"),
            "seats": Membership.objects.filter(user=person).select_related("market"),
            "orders": Order.objects.filter(user=person).order_by("-date_placed", "-pk")[:FEW],
            "has_authenticator": has_authenticator(user=person),
            "may_change": touchable and PEOPLE.user_has_permission(reader, "change"),
            "may_staff": touchable and PEOPLE.user_has_permission(reader, "staff"),
            "sees_orders": reader.has_perm("order.view_order"),
            "trail_of_person": self.trail_of_person(),
        }

    def trail_of_person(self) -> Any:
        if not self.request.user.has_perm("audit.view_auditentry"):
            return []
        return trail_of(subject_kind="user", subject_ref=self.row.public_id)[:FEW]


class PersonAction(RowAction):
    """One thing staff may do about a person."""

    permission_policy = PEOPLE
    header_icon = "user"
    trail = TRAIL

    def get_back_url(self) -> str:
        return person_url(self.row)


class DeactivatePerson(PersonAction):
    page_title = _("Shut out")
    intro = _("The person is signed out everywhere and cannot come in again. Orders and money stay as they are.")
    submit_label = _("Shut out")
    done = _("The person is shut out.")
    form_class = ReasonForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> User:
        return moderating.deactivate_person(actor=self.actor, user=self.row, reason=data["reason"])


class ReactivatePerson(PersonAction):
    page_title = _("Let in again")
    intro = _("The person can sign in again with the mobile number.")
    done = _("The person can come in again.")

    def perform(self, data: dict[str, Any]) -> User:
        return moderating.reactivate_person(actor=self.actor, user=self.row)


class SignDeviceOut(PersonAction):
    page_title = _("Sign the device out")
    intro = _("The person has to sign in again on that device.")
    submit_label = _("Sign out")
    done = _("The device is signed out.")

    def perform(self, data: dict[str, Any]) -> None:
        moderating.sign_device_out(actor=self.actor, user=self.row, session=self.kwargs["session"])


class SignEverythingOut(PersonAction):
    page_title = _("Sign out everywhere")
    intro = _("The person has to sign in again on every device.")
    submit_label = _("Sign out")
    done = _("All devices are signed out.")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> int:
        return moderating.sign_everything_out(actor=self.actor, user=self.row)


def group_choices() -> list[tuple[str, Any]]:
    return [(name, _(name)) for name in Group.objects.order_by("name").values_list("name", flat=True)]


class GroupsForm(forms.Form):
    """No groups: no staff."""

    groups = forms.MultipleChoiceField(
        label=_("Groups"), required=False, choices=group_choices, widget=forms.CheckboxSelectMultiple
    )


class SetGroups(PersonAction):
    action = "staff"
    page_title = _("Place among the staff")
    intro = _("What a person may do follows from the groups. Without a group a person is no staff.")
    submit_label = _("Save")
    done = _("The groups were changed; the person signs in anew.")
    form_class = GroupsForm

    def get_initial(self) -> dict[str, Any]:
        return {"groups": [group.name for group in self.row.groups.all()]}

    def perform(self, data: dict[str, Any]) -> User:
        return moderating.set_groups(actor=self.actor, user=self.row, groups=data["groups"])
