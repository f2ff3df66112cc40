"""What commissions refuse."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class ImpossiblePercent(DomainError):
    code = "impossible_percent"
    message = _("A commission is between 0 and 100 percent.")


class BackdatedRate(DomainError):
    code = "backdated_rate"
    message = _("A commission cannot start in the past.")


class ShadowsOthers(DomainError):
    code = "shadows_others"
    status = 409
    message = _("This rule takes every sale of rules below it: they would never be asked. Say that this is meant.")


class RuleStands(DomainError):
    code = "rule_stands"
    status = 409
    message = _("This rule is in the table already.")
