"""What wallets need not remember."""

from datetime import timedelta

from commerce.foundation.core import clock
from commerce.money.wallets.models import Allowance

KEEP = timedelta(days=90)


def forget_allowances() -> int:
    """Forget what was counted towards limits of days long gone; a bank returns a withdrawal within weeks."""
    return Allowance.objects.filter(since__lt=clock.now() - KEEP).delete()[0]
