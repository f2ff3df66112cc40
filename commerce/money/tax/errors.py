"""What tax refuses."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class ImpossibleRate(DomainError):
    code = "impossible_tax_rate"
    message = _("A tax is from 0 up to 100 percent, and nothing at all on what is exempt or zero-rated.")


class BackdatedTax(DomainError):
    code = "backdated_tax"
    message = _("A rate cannot start before tomorrow: papers of earlier days are already out.")
