"""The simulator as a screen: a form that is read from the address, so that a question can be kept and shared."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.earnings.payouts.simulating import SimulatedMarket, Simulation, simulate
from commerce.earnings.payouts.simulating.results import holder_title
from commerce.foundation.core import clock
from commerce.foundation.core.errors import DomainError
from commerce.foundation.core.sheets import write_book
from commerce.money.payments.models import Payment
from commerce.shop.plans.models import Plan
from dashboards.base.actions import show_refusal
from dashboards.base.fields import JalaliDateField
from dashboards.base.languages import language
from dashboards.base.numbers import WholeNumberField
from dashboards.base.pickers import OnePickField, Picker

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 100
EMPTY_ROWS = 2


def plan_choices() -> list[tuple[str, Any]]:
    plans = [(plan.slug, str(plan)) for plan in Plan.objects.all()]
    return [("", _("as it is")), ("-", _("on none")), *plans]


class WordsInput(forms.Field):
    """Codes, with a blank or a comma between them."""

    widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"})

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(str(value or "").replace(",", " ").replace("،", " ").upper().split()))[:20]


class QuestionForm(forms.Form):
    """When, how paid, with which vouchers; and what is supposed."""

    on = JalaliDateField(label=gettext_lazy("day of the sale"), required=False, help_text=gettext_lazy("Empty is now."))
    payment = forms.ChoiceField(label=gettext_lazy("paid by"), choices=Payment.Method.choices, required=False)
    vouchers = WordsInput(label=gettext_lazy("vouchers"), required=False)
    delivered_on = JalaliDateField(
        label=gettext_lazy("delivered on"),
        required=False,
        help_text=gettext_lazy("Empty is as fast as the market says."),
    )
    plan = forms.ChoiceField(
        label=gettext_lazy("what if the market were on the plan"), choices=plan_choices, required=False
    )

    def clean_payment(self) -> str:
        return self.cleaned_data["payment"] or Payment.Method.GATEWAY.value

    def clean_plan(self) -> str | None:
        """None is as it is, the empty one is on none."""
        chosen: str = self.cleaned_data["plan"]
        return {"": None, "-": ""}.get(chosen, chosen)


class LineForm(forms.Form):
    """An offer and how many of it."""

    quantity = WholeNumberField(label=gettext_lazy("How many"), min_value=1, max_value=999, required=False)

    def __init__(self, *args: Any, picker: Picker, address: str | Promise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"] = OnePickField(picker=picker, address=address, label=_("Offer"))
        self.order_fields(["offer", "quantity"])
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = str(field.label)
            field.widget.attrs.setdefault("placeholder", "۱" if name == "quantity" and language() == "fa" else "")


class Simulating:
    """Reads the question, asks it, shows the answer or takes it away as a workbook."""

    template_name: Any = "dashboards/base/simulator.html"
    page_title = gettext_lazy("Simulator")
    header_icon = "crosshairs"
    for_market: str | None = None

    def get_picker(self) -> tuple[Picker, str]:
        """How offers are found, and where."""
        raise NotImplementedError

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = "offer" in request.GET
        self.form = QuestionForm(request.GET if asked else None)
        if self.for_market:
            # Which plans there are, and what they cost, a market learns from its own.
            del self.form.fields["plan"]
        self.lines = self.read_lines()
        found = self.ask() if asked else None
        if found and request.GET.get("export") == "xlsx":
            return as_workbook(found)
        context = self.get_context_data(found=found)  # type: ignore[attr-defined]
        answer: HttpResponse = self.render_to_response(context, status=200 if found or not asked else 422)  # type: ignore[attr-defined]
        return answer

    def read_lines(self) -> list[LineForm]:
        """A row of the form for each offer named, and some empty ones."""
        query, (picker, address) = self.request.GET, self.get_picker()  # type: ignore[attr-defined]
        offers, quantities = query.getlist("offer")[:MOST_ROWS], query.getlist("quantity")
        named = [
            {"offer": offer, "quantity": quantity}
            for offer, quantity in zip(offers, quantities + [""] * len(offers), strict=False)
            if offer.strip()
        ]
        rows: Sequence[dict[str, str] | None] = [*named, *[None] * (EMPTY_ROWS if len(named) < 2 else 1)]
        return [
            LineForm(row, picker=picker, address=address, auto_id=f"id_{place}_%s") for place, row in enumerate(rows)
        ]

    def ask(self) -> Simulation | None:
        """The answer; none where something typed cannot be, which is said where it was typed."""
        bound = [line for line in self.lines if line.is_bound]
        if not bound:
            self.form.add_error(None, _("Choose at least one offer."))
        # Every row says what is wrong with it, not only the first.
        if not all([self.form.is_valid(), *(line.is_valid() for line in bound)]):
            return None
        typed = self.form.cleaned_data
        try:
            return simulate(
                lines=[(line.cleaned_data["offer"], line.cleaned_data["quantity"] or 1) for line in bound],
                vouchers=typed["vouchers"],
                deliveries=dict(way.partition("=")[::2] for way in self.request.GET.getlist("delivery") if way),  # type: ignore[attr-defined]
                payment=typed["payment"],
                on=typed["on"],
                delivered_on=typed["delivered_on"],
                plan=typed.get("plan"),
                for_market=self.for_market,
            )
        except DomainError as error:
            show_refusal(self.form, error)
            return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        export = self.request.GET.copy()  # type: ignore[attr-defined]
        export["export"] = "xlsx"
        return context | {
            "form": self.form,
            "lines": self.lines,
            "export_url": "?" + export.urlencode(),
            "media": self.form.media + self.lines[0].media,
            "unchecked": not all((kwargs["found"].checked if kwargs.get("found") else {}).values()),
        }


def as_workbook(found: Simulation) -> HttpResponse:
    """The answer in two sheets: the sale, and each share with its reason; in rials."""
    out = io.BytesIO()
    write_book(
        out,
        [(_("Sale (rial)"), _lines(found)), (_("Shares (rial)"), _shares(found)), (_("Payouts"), _payouts(found))],
        right_to_left=language() == "fa",
    )
    answer = HttpResponse(out.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="simulation.xlsx"'
    return answer


def _lines(found: Simulation) -> Iterator[Sequence[Any]]:
    yield (
        _("Market"), _("Line"), _("How many"), _("Before discounts"), _("Market's discount"), _("Platform's discount"),
        _("Tax"), _("Tax (percent)"), _("Sold for"), _("Buyer pays"),
    )  # fmt: skip
    for part in found.markets:
        for line in part.lines:
            yield (
                part.market.name, line.title, line.quantity, line.before_discount, line.market_discount,
                line.platform_discount, line.tax, str(line.tax_percent), line.amount, line.payable,
            )  # fmt: skip


def _shares(found: Simulation) -> Iterator[Sequence[Any]]:
    yield _("Market"), _("Line"), _("Holder"), _("Amount"), _("Why"), _("Rules passed by before")
    for part in found.markets:
        for line in part.lines:
            for share in line.shares:
                why = " · ".join(filter(None, [share.reason.text, share.reason.bound]))
                passed = [f"{rule.name}: {rule.why}" for rule in share.reason.passed]
                passed += [share.reason.others] if share.reason.others else []
                yield part.market.name, line.title, holder_title(share.holder), share.amount, why, " · ".join(passed)


def _payouts(found: Simulation) -> Iterator[Sequence[Any]]:
    yield _("Market"), _("Through us (rial)"), _("Taken in by the market (rial)"), _("Free on"), _("Paid on"), _("Why")
    for part in found.markets:
        yield part.market.name, part.to_pay_out, part.collects, *_days(part)


def _days(part: SimulatedMarket) -> tuple[str, str, str]:
    if part.payout is None:
        return "", "", ""
    paid = clock.jalali_date(part.payout.payout_on, language="en") if part.payout.payout_on else ""
    return clock.jalali_date(part.payout.release_on, language="en"), paid, part.payout.why
