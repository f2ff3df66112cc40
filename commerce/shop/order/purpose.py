"""The name under which orders are paid for."""

from typing import Final

PURPOSE: Final = "order"
