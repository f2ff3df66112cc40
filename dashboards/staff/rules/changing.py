"""Adding, changing, ordering and taking out rules; a rule that would hide others is asked about once more."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.errors import InvalidInput
from commerce.shop.commissions import services
from commerce.shop.commissions.errors import ShadowsOthers
from commerce.shop.commissions.models import CommissionRule
from dashboards.base.actions import NewRowAction, RowAction, Text
from dashboards.staff.rules.forms import PlaceForm, RuleForm, rule_as_typed
from dashboards.staff.rules.policies import RULES
from dashboards.staff.rules.rules import TRAIL, rule_url, undo_link


def ask_about(error: ShadowsOthers) -> InvalidInput:
    """A refusal as a question beside the box that answers it."""
    hidden = gettext("”, “").join(error.extra["rules"])
    text = gettext("These rules would never be asked: “%(rules)s”. Tick the box if that is meant.") % {"rules": hidden}
    return InvalidInput({"anyway": [(error.code, text)]})


class AddRule(NewRowAction):
    permission_policy = RULES
    page_title = _("Add a rule")
    header_icon = "list-ol"
    trail = TRAIL
    form_class = RuleForm
    intro: Text = _("It stands at the end of the table, where it hides no other; move it up afterwards.")
    submit_label = _("Save")
    done = _("The rule was added at the end.")

    def get_back_url(self) -> str:
        return reverse("staff:rules")

    def get_success_url(self) -> str:
        return rule_url(self.outcome)

    def perform(self, data: dict[str, Any]) -> CommissionRule:
        return services.add_rule(actor=self.actor, fields=self.sent_form.rule_fields())


class RuleAct(RowAction):
    """One thing staff may do to a rule."""

    permission_policy = RULES
    header_icon = "list-ol"
    trail = TRAIL

    def get_back_url(self) -> str:
        return rule_url(self.row)


class EditRule(RuleAct):
    form_class = RuleForm
    intro: Text = _("It holds for sales from now on; what was sold keeps what was decided.")
    submit_label = _("Save")
    done = _("The rule was changed.")

    def get_page_title(self) -> str:
        name: str = self.row.name
        return name

    def get_initial(self) -> dict[str, Any]:
        return rule_as_typed(self.row)

    def perform(self, data: dict[str, Any]) -> CommissionRule:
        try:
            return services.change_rule(
                actor=self.actor,
                rule=self.row.public_id,
                fields=self.sent_form.rule_fields(self.row),
                even_if_it_shadows=data["anyway"],
            )
        except ShadowsOthers as error:
            raise ask_about(error) from error


class MoveRule(RuleAct):
    page_title = _("Move the rule")
    form_class = PlaceForm
    submit_label = _("Move")

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("to", "")
        return {"to": asked if asked.isascii() and asked.isdecimal() else self.row.position}

    def perform(self, data: dict[str, Any]) -> CommissionRule:
        self.before = self.row.position
        try:
            return services.move_rule(
                actor=self.actor, rule=self.row.public_id, to=data["to"], even_if_it_shadows=data["anyway"]
            )
        except ShadowsOthers as error:
            raise ask_about(error) from error

    def get_done(self) -> Text:
        undo = f"{reverse('staff:rule_move', args=[self.row.public_id])}?to={self.before}"
        return format_html("{}{}", _("The rule was moved."), undo_link(_("Undo"), undo))

    def get_success_url(self) -> str:
        way = "up" if self.outcome.position < self.before else "down"
        ref = self.row.public_id
        return f"{reverse('staff:rules')}?moved={ref}&way={way}#rule-{ref}"

    def get_back_url(self) -> str:
        return reverse("staff:rules")


class SwitchRule(RuleAct):
    """Off where it is on, on where it is off."""

    form_class = PlaceForm

    def get_page_title(self) -> str:
        return gettext("Switch the rule off") if self.row.is_active else gettext("Switch the rule on")

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        del form.fields["to"]
        return form

    def perform(self, data: dict[str, Any]) -> CommissionRule:
        try:
            return services.change_rule(
                actor=self.actor,
                rule=self.row.public_id,
                fields={"is_active": not self.row.is_active},
                even_if_it_shadows=data["anyway"],
            )
        except ShadowsOthers as error:
            raise ask_about(error) from error

    def get_done(self) -> Text:
        return _("The rule is on.") if self.outcome.is_active else _("The rule is off.")


class RemoveRule(RuleAct):
    page_title = _("Take the rule out")
    intro: Text = _("Rules below it close up. What it decided keeps its own copy, and it can be put back.")
    submit_label = _("Take out")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> None:
        services.remove_rule(actor=self.actor, rule=self.row.public_id)

    def get_done(self) -> Text:
        undo = reverse("staff:rule_restore", args=[self.row.public_id])
        return format_html("{}{}", _("The rule was taken out."), undo_link(_("Undo"), undo))

    def get_success_url(self) -> str:
        return reverse("staff:rules")


class RestoreRule(NewRowAction):
    permission_policy = RULES
    page_title = _("Put the rule back")
    intro: Text = _("It comes back as it was, where it stood.")
    header_icon = "list-ol"
    trail = TRAIL
    submit_label = _("Put back")
    done = _("The rule is back.")

    def get_page_title(self) -> str:
        return f"{gettext('Put the rule back')}: {self.taken_out.data.get('name', '')}"

    @cached_property
    def taken_out(self) -> AuditEntry:
        trail = AuditEntry.objects.about("commission_rule", self.kwargs["removed"])
        found = trail.filter(action="commission.rule_removed").order_by("-at", "-pk").first()
        if found is None:
            raise Http404
        return found

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.taken_out  # noqa: B018  what was never there cannot come back
        return super().get(request, *args, **kwargs)

    def get_back_url(self) -> str:
        return reverse("staff:rules")

    def perform(self, data: dict[str, Any]) -> CommissionRule:
        return services.restore_rule(actor=self.actor, rule=self.kwargs["removed"])

    def get_success_url(self) -> str:
        return rule_url(self.outcome)
