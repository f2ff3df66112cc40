"""The form of a parcel: carrier, tracking code, and how many of each line go into it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_text, to_ascii_digits
from commerce.shop.basket.kinds import line_kinds
from commerce.shop.order.models import Line, VendorOrder
from commerce.shop.order.services.fulfilling import Shipment
from dashboards.base.counts import CountField

CARRIERS = ("پست پیشتاز", "پست سفارشی", "تیپاکس", "چاپار", "ماهکس", "پیک فروشگاه")


def unsent(line: Line) -> int:
    """How many of a line are still to be sent."""
    return line.quantity - line.cancelled_quantity - line.shipped_quantity


def unsent_lines(part: VendorOrder) -> list[Line]:
    """The goods of an order that are not all sent."""
    return [line for line in part.lines.all() if line_kinds.get(line.kind).needs_delivery and unsent(line) > 0]


class CarrierInput(forms.TextInput):
    """A free text with the usual carriers as suggestions."""

    template_name = "dashboards/vendor/carrier_input.html"

    def __init__(self) -> None:
        super().__init__({"list": "carriers", "autocomplete": "off"})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return context | {"carriers": CARRIERS}


class ShipForm(forms.Form):
    """All that is left goes into the parcel unless less is typed."""

    carrier = forms.CharField(label=_("Carrier"), max_length=80, widget=CarrierInput)
    tracking = forms.CharField(label=_("Tracking code"), max_length=80, required=False)
    tracking_url = forms.URLField(label=_("Tracking link"), max_length=200, required=False, assume_scheme="https")

    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        self.fields["tracking"].widget.attrs["dir"] = "ltr"
        self.fields["tracking_url"].widget.attrs["dir"] = "ltr"
        for line in lines:
            label = f"{line.title} {line.variant}".strip()
            self.fields[f"line-{line.public_id}"] = CountField(
                label=label,
                most=unsent(line),
                initial=unsent(line),
                required=False,
                help_text=_("how many go into this parcel"),
            )

    def clean_tracking(self) -> str:
        return to_ascii_digits(clean_text(self.cleaned_data["tracking"]))

    def shipment(self) -> Shipment:
        typed = self.cleaned_data
        return Shipment(
            carrier=clean_text(typed["carrier"]),
            tracking=typed["tracking"],
            tracking_url=typed["tracking_url"],
            lines={line.public_id: typed[f"line-{line.public_id}"] for line in self.lines},
        )
