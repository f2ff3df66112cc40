"""What would become of a sale: every number of it with its reason, and nothing written."""

from commerce.earnings.payouts.simulating.asking import simulate
from commerce.earnings.payouts.simulating.results import (
    SimulatedLine,
    SimulatedMarket,
    SimulatedShare,
    SimulatedVoucher,
    Simulation,
)

__all__ = ["SimulatedLine", "SimulatedMarket", "SimulatedShare", "SimulatedVoucher", "Simulation", "simulate"]
