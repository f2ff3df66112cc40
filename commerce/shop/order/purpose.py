"""The names under which orders are paid for: as a whole beforehand, or each market's part at the door."""

from typing import Final

PURPOSE: Final = "order"
CASH_PURPOSE: Final = "vendor_order"
