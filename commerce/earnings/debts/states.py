"""What bills, payments and reliefs may become."""

from commerce.foundation.core.states import moves

DEBT_BILL = moves({"open": "paid superseded waived", "paid": "", "superseded": "", "waived": ""})
# A bank's late yes reaches even what had ended.
DEBT_PAYMENT = moves({"asked": "done ended", "ended": "done", "done": ""})
DEBT_RELIEF = moves({"asked": "done refused", "done": "", "refused": ""})
