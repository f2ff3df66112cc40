"""What payments and refunds tell the reader of the books."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.money.ledger.causes import Explanation, explains, name_reasons
from commerce.money.payments.models import Chargeback, Payment, Refund
from commerce.money.payments.selectors import title_of

name_reasons(
    {
        "gateway_captured": gettext_lazy("A bank took a payment"),
        "transfer_confirmed": gettext_lazy("A bank transfer arrived"),
        "refund_sent": gettext_lazy("A refund left"),
        "refund_by_transfer": gettext_lazy("A refund goes by bank transfer"),
        "charged_back": gettext_lazy("A bank took a payment back"),
        "chargeback_won": gettext_lazy("A chargeback was won"),
    }
)


@explains("payment")
def payments(refs: Collection[str]) -> dict[str, Explanation]:
    found = Payment.objects.filter(public_id__in=refs)
    return {
        payment.public_id: Explanation(
            _("Payment: %(title)s") % {"title": title_of(payment)}, "payment", payment.public_id
        )
        for payment in found
    }


@explains("refund")
def refunds(refs: Collection[str]) -> dict[str, Explanation]:
    found = Refund.objects.filter(public_id__in=refs).select_related("payment")
    return {
        refund.public_id: Explanation(
            _("Refund: %(title)s") % {"title": title_of(refund.payment)}, "payment", refund.payment.public_id
        )
        for refund in found
    }


@explains("chargeback")
def chargebacks(refs: Collection[str]) -> dict[str, Explanation]:
    found = Chargeback.objects.filter(public_id__in=refs).select_related("payment")
    return {
        chargeback.public_id: Explanation(
            _("Chargeback: %(title)s") % {"title": title_of(chargeback.payment)},
            "payment",
            chargeback.payment.public_id,
        )
        for chargeback in found
    }
