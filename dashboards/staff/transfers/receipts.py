"""What payers showed for bank transfers: looked at, then confirmed or refused."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.core.money import Money
from commerce.foundation.core.text import clean_digits
from commerce.money.payments.models import Payment, TransferReceipt
from commerce.money.payments.papers import kind_of_paper, paper_response
from commerce.money.payments.selectors import title_of
from commerce.money.payments.services import confirm_transfer, refuse_transfer
from dashboards.base.actions import RowAction
from dashboards.base.columns import Badge, Jalali, Link, Plain, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.staff.remittances.owners import name_actors
from dashboards.staff.transfers.policies import PAY_INTO, RECEIPTS
from dashboards.staff.vendor_orders import ReasonForm

Decision = TransferReceipt.Decision
TRAIL = (("staff:transfers", _("Bank transfers")),)
PDF = "application/pdf"


def receipt_url(receipt: TransferReceipt) -> str:
    return reverse("staff:transfer", args=[receipt.public_id])


class ReceiptFilters(ListFilters):
    searched = ("tracking",)
    dated = "uploaded_at"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Order number, tracking number")

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        return rows.filter(Q(payment__reference=typed) | Q(tracking=typed) | Q(public_id=typed))


class ReceiptList(ListScreen):
    """Receipts: those that wait, the longest waiting first; those decided, the newest first."""

    permission_policy = RECEIPTS
    model = TransferReceipt
    page_title = _("Bank transfers")
    header_icon = "download"
    filters_class = ReceiptFilters
    tabs = {
        "": (_("Waiting"), {"decision": Decision.WAITING}),
        "confirmed": (_("Confirmed"), {"decision": Decision.CONFIRMED}),
        "refused": (_("Refused"), {"decision": Decision.REFUSED}),
    }
    columns = [
        Link("payment.reference", label=_("Paid for"), to=receipt_url),
        Badge("decision", label=_("decision")),
        Toman("payment.amount", label=_("Amount")),
        Plain("payment.payer", label=_("Payer")),
        Plain("tracking", label=_("tracking number")),
        Plain("account", label=_("Into")),
        Jalali("uploaded_at", label=_("Sent in")),
    ]
    empty_title = _("No receipt waits")
    empty_text = _("What shoppers show for a bank transfer appears here; you look whether the money came.")
    list_export = ["paid_for", "decision", "amount", "tracking", "account", "shown", "decided", "reason"]
    export_headings = {
        "paid_for": _("Paid for"),
        "decision": _("decision"),
        "amount": _("amount (rial)"),
        "tracking": _("tracking number"),
        "account": _("Into"),
        "shown": _("Sent in"),
        "decided": _("Decided"),
        "reason": _("Reason"),
    }
    export_filename = "bank-transfers"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not PAY_INTO.user_has_permission(self.request.user, "view"):
            return []
        return [HeaderButton(_("Accounts to pay into"), url=reverse("staff:pay_into"), icon_name="pick")]

    def order_queryset(self, rows: QuerySet[TransferReceipt]) -> QuerySet[TransferReceipt]:
        return rows.order_by("-pk" if self.tab else "pk")

    def with_related(self, rows: QuerySet[TransferReceipt]) -> QuerySet[TransferReceipt]:
        return rows.select_related("payment__payer", "account")

    def to_row_dict(self, item: TransferReceipt) -> dict[str, Any]:
        return {
            "paid_for": item.payment.reference,
            "decision": item.get_decision_display(),
            "amount": Money(item.payment.amount),
            "tracking": item.tracking,
            "account": item.account.title,
            "shown": item.uploaded_at,
            "decided": item.decided_at,
            "reason": item.reason,
        }


class ReceiptScreen(RowScreen):
    """A screen about one receipt."""

    permission_policy = RECEIPTS
    header_icon = "download"
    trail = TRAIL

    def get_row_queryset(self) -> QuerySet[TransferReceipt]:
        return self.get_base_queryset().select_related("payment__payer", "account")


class ReceiptDetail(ReceiptScreen):
    """What was shown, beside what is to be paid."""

    template_name = "dashboards/staff/transfers/receipt.html"

    def get_page_title(self) -> str:
        return title_of(self.row.payment)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        receipt, user = self.row, self.request.user
        decides = RECEIPTS.user_has_permission(user, "decide")
        return super().get_context_data(**kwargs) | {
            "receipt": receipt,
            "payment": receipt.payment,
            "others": receipt.payment.transfer_receipts.exclude(pk=receipt.pk).order_by("-pk"),
            "paid_before": paid_before(receipt),
            "decider": name_actors([receipt.decided_by]).get(receipt.decided_by),
            "is_pdf": bool(receipt.file) and kind_of_paper(receipt.file.name) == PDF,
            "sees_file": decides and bool(receipt.file),
            "may_decide": decides and receipt.decision == Decision.WAITING,
            "sees_people": user.has_perm("accounts.view_user"),
        }


class ReceiptFile(ReceiptScreen):
    """The picture as it is; a PDF is saved, for nothing of it shall run here."""

    action = "decide"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.row.file:
            raise Http404
        answer = paper_response(self.row.file)
        if answer["Content-Type"] == PDF:
            answer["Content-Disposition"] = f'attachment; filename="{self.row.public_id}.pdf"'
        return answer


class ReceiptAction(RowAction, ReceiptScreen):
    action = "decide"

    def get_back_url(self) -> str:
        return receipt_url(self.row)


class ConfirmForm(forms.Form):
    tracking = forms.CharField(
        label=_("tracking number"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr"}),
        help_text=_("As the bank's statement says; a transfer pays once."),
    )

    def clean_tracking(self) -> str:
        return clean_digits(self.cleaned_data["tracking"])


class ConfirmTransfer(ReceiptAction):
    page_title = _("Confirm the transfer")
    intro = _("You have seen the money on our account. What it pays for is paid at once, and cannot be taken back.")
    submit_label = _("Confirm")
    done = _("The transfer is confirmed.")
    form_class = ConfirmForm
    is_serious = True

    def get_initial(self) -> dict[str, Any]:
        return {"tracking": self.row.tracking}

    def perform(self, data: dict[str, Any]) -> Payment:
        return confirm_transfer(actor=self.actor, receipt=self.row.public_id, tracking=data["tracking"])


class RefuseTransfer(ReceiptAction):
    page_title = _("Refuse the receipt")
    intro = _("No such money came. The payer reads the reason and may show another receipt until the deadline.")
    submit_label = _("Refuse")
    done = _("The receipt was refused.")
    form_class = ReasonForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> Payment:
        return refuse_transfer(actor=self.actor, receipt=self.row.public_id, reason=data["reason"])


def paid_before(receipt: TransferReceipt) -> TransferReceipt | None:
    """Another payment that the same transfer paid already."""
    if not receipt.tracking:
        return None
    confirmed = TransferReceipt.objects.filter(account=receipt.account_id, decision=Decision.CONFIRMED)
    return confirmed.filter(tracking=receipt.tracking).exclude(pk=receipt.pk).select_related("payment").first()
