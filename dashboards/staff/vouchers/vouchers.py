"""Vouchers: the codes there are, one more, and an end to one."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.core.clock import day_bounds, day_start
from commerce.foundation.core.money import Money
from commerce.foundation.core.text import clean_text, to_ascii_digits, write_percent
from commerce.shop.offer.models import Benefit, Condition, ConditionalOffer
from commerce.shop.voucher.models import Voucher
from commerce.shop.voucher.services import VoucherDraft, end_voucher, make_voucher
from dashboards.base.actions import NewRowAction, RowAction, Text
from dashboards.base.columns import Column, Jalali, Plain, Toman, badge
from dashboards.base.fields import JalaliDateField, TomanField
from dashboards.base.filters import ListFilters
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.numbers import PercentField
from dashboards.staff.vouchers.policies import VOUCHERS

TRAIL = (("staff:vouchers", _("Vouchers")),)


class VoucherFilters(ListFilters):
    searched = ("code__istartswith", "name__icontains")
    dated = "start_datetime"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Code or title")


class Ending(Column):
    """The way to end a voucher that still runs."""

    def get_value(self, instance: Any) -> SafeString | str:
        if not instance.may_end:
            return ""
        return format_html(
            '<a href="{}" data-dialog>{}</a>', reverse("staff:voucher_end", args=[instance.code]), _("End")
        )


class VoucherList(ListScreen):
    """All vouchers, the newest first."""

    permission_policy = VOUCHERS
    model = Voucher
    page_title = _("Vouchers")
    header_icon = "tag"
    is_wide = True
    filters_class = VoucherFilters
    tabs = {
        "": (_("All"), {}),
        "running": (_("Running"), {"start_datetime__lte": Now(), "end_datetime__gt": Now()}),
        "coming": (_("To come"), {"start_datetime__gt": Now()}),
        "over": (_("Over"), {"end_datetime__lte": Now()}),
    }
    columns = [
        Column("code", label=_("Code"), accessor=lambda voucher: format_html("<bdi>{}</bdi>", voucher.code)),
        Column("name", label=_("Title")),
        Plain("takes_off", label=_("Takes off")),
        Plain("minimum", label=_("Purchases from")),
        Column("payer", label=_("Paid by")),
        Plain("used", label=_("Used")),
        Toman("total_discount", label=_("Given so far")),
        Jalali("start_datetime", label=_("From")),
        Jalali("end_datetime", label=_("Until")),
        Column("state", label=_("Status")),
        Ending("end", label=""),
    ]
    empty_title = _("No vouchers yet")
    empty_text = _("Make a code that shoppers type in their cart.")
    list_export = ["code", "title", "takes_off", "paid_by", "uses", "given", "since", "until"]
    export_headings = {
        "code": _("Code"),
        "title": _("Title"),
        "takes_off": _("Takes off"),
        "paid_by": _("Paid by"),
        "uses": _("Used"),
        "given": _("Given so far (rial)"),
        "since": _("From"),
        "until": _("Until"),
    }
    export_filename = "vouchers"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not VOUCHERS.user_has_permission(self.request.user, "add"):
            return []
        return [HeaderButton(_("New voucher"), url=reverse("staff:voucher_add"), icon_name="plus")]

    def order_queryset(self, rows: QuerySet[Voucher]) -> QuerySet[Voucher]:
        return rows.order_by("-pk")

    def with_related(self, rows: QuerySet[Voucher]) -> QuerySet[Voucher]:
        return rows.prefetch_related("offers__benefit", "offers__condition", "offers__market")

    def furnish(self, rows: list[Any]) -> list[Any]:
        now, ends = timezone.now(), VOUCHERS.user_has_permission(self.request.user, "end")
        for voucher in rows:
            describe(voucher)
            voucher.state = _state(voucher, now)
            voucher.may_end = ends and voucher.end_datetime > now
        return rows

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        describe(item)
        return {
            "code": item.code,
            "title": item.name,
            "takes_off": str(item.takes_off),
            "paid_by": str(item.payer),
            "uses": item.num_orders,
            "given": int(item.total_discount),
            "since": item.start_datetime,
            "until": item.end_datetime,
        }


def describe(voucher: Any) -> None:
    """Say of a voucher what the one promotion behind it does."""
    promotion = next(iter(voucher.offers.all()), None)
    voucher.takes_off = voucher.minimum = voucher.payer = ""
    voucher.used = str(voucher.num_orders)
    if promotion is None:
        return
    voucher.takes_off = _benefit(promotion)
    if promotion.condition.type == Condition.VALUE:
        voucher.minimum = Money(int(promotion.condition.value)).display(language())
    voucher.payer = promotion.market.name if promotion.market else gettext("the platform")
    if promotion.max_global_applications is not None:
        voucher.used = gettext("%(used)d of %(most)d") % {
            "used": promotion.num_applications,
            "most": promotion.max_global_applications,
        }


def _benefit(promotion: ConditionalOffer) -> str:
    benefit = promotion.benefit
    if benefit.type != Benefit.PERCENTAGE:
        return Money(int(benefit.value or 0)).display(language())
    percent = write_percent(benefit.value, language=language())
    if promotion.most_per_order is None:
        return percent
    most = Money(promotion.most_per_order).display(language())
    return gettext("%(percent)s, at most %(most)s") % {"percent": percent, "most": most}


def _state(voucher: Voucher, now: Any) -> SafeString:
    if voucher.end_datetime <= now:
        return badge("off", gettext("over"))
    return badge("on", gettext("running")) if voucher.start_datetime <= now else badge("waiting", gettext("to come"))


class VoucherForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Latin letters, digits and hyphens; shoppers may type it in any case."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    name = forms.CharField(label=_("Title"), max_length=80, help_text=_("Shoppers read it in their cart."))
    percent = PercentField(label=_("Percent off"), required=False)
    amount = TomanField(label=_("Or an amount off"), min_value=1, required=False)
    cap = TomanField(label=_("At most, of one order"), min_value=1, required=False)
    minimum = TomanField(label=_("For purchases from"), required=False)
    starts_on = JalaliDateField(label=_("First day"))
    ends_on = JalaliDateField(label=_("Last day"))
    uses = forms.IntegerField(label=_("Uses in all"), min_value=1, max_value=10**9, required=False)
    uses_per_person = forms.IntegerField(label=_("Uses a person"), min_value=1, max_value=10**6, required=False)
    market = forms.CharField(
        label=_("Market that pays"),
        max_length=40,
        required=False,
        help_text=_("Its handle: it lowers the price of its own goods. Leave it empty where the platform pays."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        return to_ascii_digits(clean_text(self.cleaned_data["code"])).upper()


class MakeVoucher(NewRowAction):
    permission_policy = VOUCHERS
    page_title = _("New voucher")
    intro: Text = _("Orders placed with it keep their price, whatever becomes of it later.")
    header_icon = "tag"
    trail = TRAIL
    form_class = VoucherForm
    submit_label = _("Make")
    done = _("The voucher was made.")

    def get_back_url(self) -> str:
        return reverse("staff:vouchers")

    def perform(self, data: dict[str, Any]) -> Voucher:
        first, last = data.pop("starts_on"), data.pop("ends_on")
        days = {"starts_at": day_start(first), "ends_at": day_bounds(last)[1]}
        # An empty percentage is read as none.
        told = {"percent": data["percent"] or None, "minimum": data["minimum"] or 0}
        draft = VoucherDraft(**(data | days | told))
        return make_voucher(actor=self.actor, draft=draft)


class EndVoucher(RowAction):
    permission_policy = VOUCHERS
    action = "end"
    row_key = "code"
    page_title = _("End the voucher")
    intro: Text = _("Nobody can use it from now on. Orders placed with it keep their price.")
    header_icon = "tag"
    trail = TRAIL
    submit_label = _("End it")
    done = _("The voucher has ended.")
    is_serious = True

    def get_back_url(self) -> str:
        return reverse("staff:vouchers")

    def perform(self, data: dict[str, Any]) -> Voucher:
        return end_voucher(actor=self.actor, code=self.row.code)
