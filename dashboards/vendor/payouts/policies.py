"""Payouts of the markets one may see the money of."""

from commerce.earnings.payouts.models import Payout
from dashboards.vendor.money.earning_policies import RefRowPolicy
from dashboards.vendor.money.policies import MANAGE, VIEW

PAYOUTS = RefRowPolicy(Payout, rights={"view": VIEW, "add": MANAGE, "change": MANAGE})
