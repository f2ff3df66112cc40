"""How much may happen before more is asked, in rials."""

from config.env import env

# Money that leaves by bank transfer needs a second person's approval above this.
REMITTANCE_TWO_APPROVALS_ABOVE = env.int("REMITTANCE_TWO_APPROVALS_ABOVE", default=500_000_000)
