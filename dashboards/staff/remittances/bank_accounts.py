"""Bank accounts that wait for somebody to confirm in whose name they are."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.validators import InvalidValue, normalise_iban
from commerce.money.remittances import services
from commerce.money.remittances.models import BankAccount
from commerce.money.remittances.models.bank_account import index_of
from commerce.money.remittances.states import BANK_ACCOUNT
from dashboards.base.actions import RowAction
from dashboards.base.columns import Badge, Column, Jalali, Link, Plain
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.staff.policies import BANK_ACCOUNTS
from dashboards.staff.remittances.owners import name_owners
from dashboards.staff.remittances.stories import story_of
from dashboards.staff.vendor_orders import ReasonForm

Status = BankAccount.Status
TRAIL = (("staff:bank_accounts", _("Bank accounts")),)


def bank_account_url(account: BankAccount) -> str:
    return reverse("staff:bank_account", args=[account.public_id])


class BankAccountFilters(ListFilters):
    searched = ("public_id",)
    dated = "added_at"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("IBAN or holder")

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        try:
            return rows.filter(iban_index=index_of(normalise_iban(typed)))
        except InvalidValue:
            return rows.filter(holder__icontains=typed)


class BankAccountList(ListScreen):
    """Where money may go, newest first."""

    permission_policy = BANK_ACCOUNTS
    model = BankAccount
    page_title = _("Bank accounts")
    header_icon = "lock"
    filters_class = BankAccountFilters
    tabs = {
        "": (_("All"), {"removed_at": None}),
        "waiting": (_("Waiting for verification"), {"removed_at": None, "status": Status.UNVERIFIED}),
        "verified": (_("Verified"), {"removed_at": None, "status": Status.VERIFIED}),
        "refused": (_("Refused"), {"removed_at": None, "status": Status.REFUSED}),
        "removed": (_("Removed"), {"removed_at__isnull": False}),
    }
    columns = [
        Link("iban_mask", label=_("IBAN"), to=bank_account_url),
        Plain("holder", label=_("account holder")),
        Column("bank_name", label=_("Bank")),
        Plain("owner", label=_("Owner")),
        Badge("status", label=_("Status")),
        Jalali("added_at", label=_("Added")),
    ]
    empty_title = _("No bank accounts yet")
    empty_text = _("Shoppers and markets add theirs from the app.")

    def order_queryset(self, rows: QuerySet[BankAccount]) -> QuerySet[BankAccount]:
        return rows.order_by("-pk")

    def furnish(self, rows: list[Any]) -> list[Any]:
        return name_owners(rows)


class BankAccountDetail(RowScreen):
    """One bank account; its IBAN in full only for who verifies it."""

    permission_policy = BANK_ACCOUNTS
    template_name = "dashboards/staff/remittances/bank_account.html"
    header_icon = "lock"
    trail = TRAIL

    def get_page_title(self) -> str:
        holder: str = self.row.holder
        return holder

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        account = name_owners([self.row])[0]
        verifies = BANK_ACCOUNTS.user_has_permission(self.request.user, "verify")
        goes_to = BANK_ACCOUNT[account.status] if account.removed_at is None else frozenset()
        others = BankAccount.objects.filter(iban_index=account.iban_index).exclude(pk=account.pk)[:10]
        return super().get_context_data(**kwargs) | {
            "account": account,
            "iban": account.iban if verifies else account.iban_mask,
            "others": name_owners(list(others)),
            "story": story_of("bank_account", account.public_id),
            "may_verify": verifies and Status.VERIFIED in goes_to,
            "may_refuse": verifies and Status.REFUSED in goes_to,
            "sees_people": self.request.user.has_perm("accounts.view_user"),
        }


class BankAccountAction(RowAction):
    permission_policy = BANK_ACCOUNTS
    action = "verify"
    header_icon = "lock"
    trail = TRAIL

    def get_back_url(self) -> str:
        return bank_account_url(self.row)


class HolderForm(forms.Form):
    holder = forms.CharField(
        label=_("account holder"), max_length=120, help_text=_("As the bank writes it; correct it where it differs.")
    )


class VerifyBankAccount(BankAccountAction):
    page_title = _("Verify the bank account")
    intro = _("You confirm that the account is in this name and belongs to its owner here.")
    submit_label = _("Verify")
    done = _("The bank account is verified.")
    form_class = HolderForm

    def get_initial(self) -> dict[str, Any]:
        return {"holder": self.row.holder}

    def perform(self, data: dict[str, Any]) -> BankAccount:
        return services.verify_bank_account(actor=self.actor, public_id=self.row.public_id, **data)


class RefuseBankAccount(BankAccountAction):
    page_title = _("Refuse the bank account")
    intro = _("No money goes there any more, and the owner reads the reason.")
    submit_label = _("Refuse")
    done = _("The bank account was refused.")
    form_class = ReasonForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> BankAccount:
        return services.refuse_bank_account(actor=self.actor, public_id=self.row.public_id, reason=data["reason"])
