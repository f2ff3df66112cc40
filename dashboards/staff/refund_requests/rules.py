"""Who may ask for what and who decides, and the reasons to choose from: rows that staff edit."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.shop.order.models import VendorOrder
from commerce.shop.refunds.choices import Kind, Side, To
from commerce.shop.refunds.models import RefundPolicy, RefundReason
from commerce.shop.refunds.services import save_policy, save_reason
from dashboards.base.actions import NewRowAction, RowAction
from dashboards.base.columns import Link, Number, Plain
from dashboards.base.fields import TomanField
from dashboards.base.lists import ListScreen
from dashboards.base.templatetags.asoud import toman
from dashboards.staff.refund_requests.policies import REASONS, RULES

TRAIL = (("staff:refund_requests", _("Refund requests")),)
# In rials.
MOST_OF_ANY_ORDER = 10**12
RULES_TRAIL = (*TRAIL, ("staff:refund_policies", _("Refund policies")))
REASONS_TRAIL = (*TRAIL, ("staff:refund_reasons", _("Reasons of refunds")))


def words_of(chosen: list[str], choices: Any) -> str:
    """Some of a list of choices, in words; all where none is named."""
    labels = dict(choices)
    return "، ".join(str(labels.get(one, one)) for one in chosen) if chosen else str(_("All"))


def hours_of(row: RefundPolicy) -> int | None:
    return row.vendor_hours if row.vendor_decides else None


def limit_of(row: RefundPolicy) -> str:
    """Up to how much is decided at once; beyond any order there is no limit."""
    if row.auto_most >= MOST_OF_ANY_ORDER:
        return str(_("without a limit"))
    return toman(row.auto_most) if row.auto_most else str(_("never at once"))


class PolicyList(ListScreen):
    """The rules in their order: the first that fits decides."""

    permission_policy = RULES
    model = RefundPolicy
    page_title = _("Refund policies")
    header_icon = "cogs"
    trail = TRAIL
    is_wide = True
    columns = [
        Number("position", label=_("Place")),
        Link("title", label=_("Policy"), to=lambda row: reverse("staff:refund_policy", args=[row.public_id])),
        Plain("side", label=_("asked as"), accessor=lambda row: row.get_side_display()),
        Plain("kinds", label=_("kinds"), accessor=lambda row: words_of(row.kinds, Kind.choices)),
        Number("within_days", label=_("days after delivery")),
        Plain("auto_most", label=_("Decided at once up to"), accessor=limit_of),
        Number("vendor", label=_("hours for the market"), accessor=hours_of),
        Plain("ways", label=_("open ways"), accessor=lambda row: words_of(row.ways, To.choices)),
        Plain("is_active", label=_("State"), accessor=lambda row: _("on") if row.is_active else _("off")),
    ]
    empty_title = _("No policies yet")
    empty_text = _("Without a policy nobody can ask for a refund.")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not RULES.user_has_permission(self.request.user, "change"):
            return []
        return [HeaderButton(_("Add a policy"), url=reverse("staff:refund_policy_add"), icon_name="plus")]

    def order_queryset(self, rows: QuerySet[RefundPolicy]) -> QuerySet[RefundPolicy]:
        return rows.order_by("position", "pk")


def several(label: Any, choices: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs)


ALL = _("None chosen: all of them.")


class PolicyForm(forms.Form):
    title = forms.CharField(label=_("title"), max_length=120)
    position = forms.IntegerField(
        label=_("place"), min_value=1, max_value=9999, help_text=_("The first that fits decides.")
    )
    side = forms.ChoiceField(label=_("asked by"), choices=Side.choices)
    kinds = several(_("kinds"), Kind.choices, required=False, help_text=ALL)
    states = several(_("states of the order"), VendorOrder.Status.choices, required=False, help_text=ALL)
    within_days = forms.IntegerField(
        label=_("days after delivery"), min_value=0, max_value=3650, required=False, help_text=_("Empty: no limit.")
    )
    auto_most = TomanField(label=_("decided at once up to"), required=False, help_text=_("Empty: never at once."))
    vendor_decides = forms.BooleanField(label=_("the market decides first"), required=False)
    vendor_hours = forms.IntegerField(
        label=_("hours for the market"), min_value=1, max_value=1000, initial=48, help_text=_("Then staff decide.")
    )
    ways = several(_("open ways"), To.choices)
    is_active = forms.BooleanField(label=_("in force"), required=False, initial=True)

    def clean_auto_most(self) -> int:
        return self.cleaned_data["auto_most"] or 0


class AddPolicy(NewRowAction):
    permission_policy = RULES
    action = "change"
    page_title = _("Add a policy")
    header_icon = "cogs"
    trail = RULES_TRAIL
    form_class = PolicyForm
    submit_label = _("Save")
    done = _("The policy was saved.")

    def get_back_url(self) -> str:
        return reverse("staff:refund_policies")

    def perform(self, data: dict[str, Any]) -> RefundPolicy:
        return save_policy(actor=self.actor, changes=data)


class EditPolicy(RowAction):
    permission_policy = RULES
    header_icon = "cogs"
    trail = RULES_TRAIL
    form_class = PolicyForm
    submit_label = _("Save")
    done = _("The policy was saved.")

    def get_page_title(self) -> str:
        title: str = self.row.title
        return title

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in PolicyForm.base_fields}

    def get_back_url(self) -> str:
        return reverse("staff:refund_policies")

    def perform(self, data: dict[str, Any]) -> RefundPolicy:
        return save_policy(actor=self.actor, changes=data, policy=self.row)


class ReasonList(ListScreen):
    """Why money is asked back, in the order people are shown them."""

    permission_policy = REASONS
    model = RefundReason
    page_title = _("Reasons of refunds")
    header_icon = "list-ul"
    trail = TRAIL
    columns = [
        Number("position", label=_("Place")),
        Link("title", label=_("Reason"), to=lambda row: reverse("staff:refund_reason", args=[row.code])),
        Plain("sides", label=_("to be chosen by"), accessor=lambda row: words_of(row.sides, Side.choices)),
        Plain("is_active", label=_("State"), accessor=lambda row: _("on") if row.is_active else _("off")),
    ]
    empty_title = _("No reasons yet")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not REASONS.user_has_permission(self.request.user, "change"):
            return []
        return [HeaderButton(_("Add a reason"), url=reverse("staff:refund_reason_add"), icon_name="plus")]

    def order_queryset(self, rows: QuerySet[RefundReason]) -> QuerySet[RefundReason]:
        return rows.order_by("position", "pk")


class RefundReasonForm(forms.Form):
    title_fa = forms.CharField(label=_("title in Persian"), max_length=120)
    title_en = forms.CharField(label=_("title in English"), max_length=120)
    sides = several(_("to be chosen by"), Side.choices)
    position = forms.IntegerField(label=_("place"), min_value=1, max_value=9999)
    is_active = forms.BooleanField(label=_("can be chosen"), required=False, initial=True)


class NewReasonForm(RefundReasonForm):
    code = forms.SlugField(label=_("code"), max_length=40)
    field_order = ("code",)


class AddReason(NewRowAction):
    permission_policy = REASONS
    action = "change"
    page_title = _("Add a reason")
    header_icon = "list-ul"
    trail = REASONS_TRAIL
    form_class = NewReasonForm
    submit_label = _("Save")
    done = _("The reason was saved.")

    def get_back_url(self) -> str:
        return reverse("staff:refund_reasons")

    def perform(self, data: dict[str, Any]) -> RefundReason:
        return save_reason(actor=self.actor, changes=data)


class EditReason(RowAction):
    permission_policy = REASONS
    row_key = "code"
    header_icon = "list-ul"
    trail = REASONS_TRAIL
    form_class = RefundReasonForm
    submit_label = _("Save")
    done = _("The reason was saved.")

    def get_page_title(self) -> str:
        title: str = self.row.title
        return title

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in RefundReasonForm.base_fields}

    def get_back_url(self) -> str:
        return reverse("staff:refund_reasons")

    def perform(self, data: dict[str, Any]) -> RefundReason:
        return save_reason(actor=self.actor, changes=data, reason=self.row)
