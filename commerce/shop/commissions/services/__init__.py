"""What may be asked of commissions."""

from commerce.shop.commissions.services.rates import set_rate
from commerce.shop.commissions.services.rules import add_rule, change_rule, move_rule, remove_rule, restore_rule

__all__ = ["add_rule", "change_rule", "move_rule", "remove_rule", "restore_rule", "set_rate"]
