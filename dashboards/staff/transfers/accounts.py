"""The platform's bank accounts that shoppers are told to pay into."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.money.payments.models import PlatformAccount
from commerce.money.payments.services import save_platform_account
from dashboards.base.actions import NewRowAction, RowAction
from dashboards.base.columns import Column, Link, Number, Plain
from dashboards.base.lists import ListScreen
from dashboards.base.numbers import IbanField
from dashboards.staff.transfers.policies import PAY_INTO

TRAIL = (("staff:pay_into", _("Accounts to pay into")),)


class PlatformAccountList(ListScreen):
    """In the order in which payers are told of them: the first active one is named."""

    permission_policy = PAY_INTO
    model = PlatformAccount
    page_title = _("Accounts to pay into")
    header_icon = "pick"
    columns = [
        Link("title", label=_("title"), to=lambda row: reverse("staff:pay_into_account", args=[row.public_id])),
        Plain("bank", label=_("bank")),
        Plain("holder", label=_("account holder")),
        Column("iban", label=_("IBAN"), classname="desk-ltr"),
        Plain("is_active", label=_("State"), accessor=lambda row: _("on") if row.is_active else _("off")),
        Number("position", label=_("position")),
    ]
    empty_title = _("No accounts yet")
    empty_text = _("Shoppers can pay by bank transfer as soon as there is an account to pay into.")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not PAY_INTO.user_has_permission(self.request.user, "change"):
            return []
        return [HeaderButton(_("Add an account"), url=reverse("staff:pay_into_add"), icon_name="plus")]

    def order_queryset(self, rows: QuerySet[PlatformAccount]) -> QuerySet[PlatformAccount]:
        return rows.order_by("position", "pk")


class PlatformAccountForm(forms.Form):
    title = forms.CharField(label=_("title"), max_length=80)
    bank = forms.CharField(label=_("bank"), max_length=60)
    holder = forms.CharField(label=_("account holder"), max_length=120)
    iban = IbanField(label=_("IBAN (sheba)"), max_length=40)
    card = forms.CharField(
        label=_("card number"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric"}),
    )
    is_active = forms.BooleanField(label=_("Shoppers are told of it"), required=False)
    position = forms.IntegerField(label=_("position"), min_value=0, max_value=1000)


class AddPlatformAccount(NewRowAction):
    permission_policy = PAY_INTO
    action = "change"
    page_title = _("Add an account")
    header_icon = "pick"
    trail = TRAIL
    form_class = PlatformAccountForm
    initial = {"is_active": True, "position": 0}
    submit_label = _("Save")
    done = _("The account was saved.")

    def get_back_url(self) -> str:
        return reverse("staff:pay_into")

    def perform(self, data: dict[str, Any]) -> PlatformAccount:
        return save_platform_account(actor=self.actor, changes=data)


class EditPlatformAccount(RowAction):
    permission_policy = PAY_INTO
    page_title = _("Edit the account")
    intro = _("Payments that were told another number go on as they began.")
    header_icon = "pick"
    trail = TRAIL
    form_class = PlatformAccountForm
    submit_label = _("Save")
    done = _("The account was saved.")

    def get_back_url(self) -> str:
        return reverse("staff:pay_into")

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in PlatformAccountForm.base_fields}

    def perform(self, data: dict[str, Any]) -> PlatformAccount:
        return save_platform_account(actor=self.actor, account=self.row, changes=data)
