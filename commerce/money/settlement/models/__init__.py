"""The tables of settlement."""

from commerce.money.settlement.models.earning import Earning
from commerce.money.settlement.models.line import LineRestoration, LineReversal, LineShare, SoldLine
from commerce.money.settlement.models.sale import DirectSale, Sale

__all__ = ["DirectSale", "Earning", "LineRestoration", "LineReversal", "LineShare", "Sale", "SoldLine"]
