"""Forms about money that goes back, for whoever asks: staff, a market, or a shopper on the site."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError
from commerce.shop.order.models import Line, VendorOrder
from commerce.shop.refunds.choices import FundedBy, Goods, Kind, Side, To
from commerce.shop.refunds.models import RefundRequest
from commerce.shop.refunds.selectors import kinds_for, reasons_for, refundable_lines
from commerce.shop.refunds.services import Wish, preview_request
from dashboards.base.counts import CountField
from dashboards.base.fields import TomanField

LINE = "line-"


def preview_of(request: RefundRequest, *, by_staff: bool = True) -> dict[str, Any]:
    """What everybody would give now, or why it cannot be; nothing once it is decided."""
    if not request.is_open:
        return {}
    try:
        return {"preview": preview_request(request=request, by_staff=by_staff)}
    except DomainError as refusal:
        return {"impossible": refusal.detail}


class ApproveForm(forms.Form):
    """What was found of the goods by whoever agrees."""

    goods = forms.ChoiceField(
        label=_("The goods"), choices=Goods.choices, help_text=_("As they were found when they were looked at.")
    )


def title_of(line: Line) -> str:
    return f"{line.title} {line.variant}".strip()


class LinesForm(forms.Form):
    """How many of each line; `most` says how many there may be."""

    def __init__(self, *args: Any, lines: Sequence[tuple[Line, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line, most in lines:
            self.fields[f"{LINE}{line.public_id}"] = CountField(
                label=title_of(line), most=most, required=False, initial=0, help_text=_("of %(most)s") % {"most": most}
            )

    @property
    def quantities(self) -> dict[str, int]:
        typed = self.cleaned_data
        return {name.removeprefix(LINE): typed[name] for name in typed if name.startswith(LINE) and typed[name]}


class CancelLinesForm(LinesForm):
    """What will not be sent, and why the buyer reads so."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("The buyer reads this."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name.startswith(LINE)])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.quantities:
            raise forms.ValidationError(_("Name at least one line."), code="required")
        return typed


class RefusedLinesForm(CancelLinesForm):
    """What was not taken at the door."""

    put_back = forms.BooleanField(label=_("the goods are fit to be sold again"), required=False)


class AskForm(LinesForm):
    """What goes back: all of a part, pieces, an amount, the shipping, or goodwill, as its policies let somebody ask."""

    kind = forms.ChoiceField(label=_("What goes back"), widget=forms.RadioSelect)
    line = forms.ChoiceField(label=_("Line"), required=False, help_text=_("For an amount of a line."))
    amount = TomanField(
        label=_("Amount"), min_value=1, required=False, help_text=_("For an amount, the shipping, or goodwill.")
    )
    to = forms.ChoiceField(label=_("Goes"))
    goods = forms.ChoiceField(label=_("The goods"), choices=Goods.choices, required=False)
    funded_by = forms.ChoiceField(label=_("Goodwill is given by"), choices=FundedBy.choices, required=False)
    reason = forms.ChoiceField(label=_("Reason"))
    note = forms.CharField(label=_("A few words"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, part: VendorOrder, side: str, **kwargs: Any) -> None:
        lines = refundable_lines(part)
        super().__init__(*args, lines=[(line, line.kept_quantity) for line in lines], **kwargs)
        rules = kinds_for(side=side, part=part)
        ways = {way for rule in rules.values() for way in rule.ways}
        self._choose("kind", [kind for kind in Kind.choices if kind[0] in rules])
        self._choose("to", [way for way in To.choices if way[0] in ways])
        self._choose("reason", [(reason.code, reason.title) for reason in reasons_for(side)])
        self._choose("line", [("", "—"), *((line.public_id, title_of(line)) for line in lines)])
        if side == Side.SHOPPER:
            del self.fields["goods"]
        if side != Side.STAFF:
            del self.fields["funded_by"]
        counts = [name for name in self.fields if name.startswith(LINE)]
        self.order_fields(["kind", *counts, "line", "amount", "to", "goods", "funded_by", "reason", "note"])

    def _choose(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        kind = typed.get("kind")
        if kind == Kind.LINES and not self.quantities:
            self.add_error("kind", _("Name at least one line."))
        if kind == Kind.AMOUNT and not typed.get("line"):
            self.add_error("line", _("Say of which line."))
        if kind in {Kind.AMOUNT, Kind.GOODWILL} and "amount" not in self.errors and not typed.get("amount"):
            self.add_error("amount", _("Say how much."))
        return typed

    def wish(self) -> Wish:
        """What was typed, as the service takes it; of what does not belong to its kind nothing is kept."""
        typed = self.cleaned_data
        kind, amount = typed["kind"], typed["amount"]
        is_goodwill = kind == Kind.GOODWILL
        return Wish(
            kind=kind,
            reason=typed["reason"],
            quantities=self.quantities if kind == Kind.LINES else {},
            amounts={typed["line"]: amount} if kind == Kind.AMOUNT else {},
            amount=amount if kind in {Kind.SHIPPING, Kind.GOODWILL} else None,
            to=To.WALLET if is_goodwill else typed["to"],
            goods=typed.get("goods") or Goods.KEPT,
            funded_by=(typed.get("funded_by") or FundedBy.MARKET) if is_goodwill else "",
            note=typed["note"],
        )
