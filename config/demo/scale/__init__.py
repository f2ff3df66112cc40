"""A large set by INSERT … SELECT: markets, products and orders with balanced ledger entries."""

from config.demo.scale.making import make

__all__ = ["make"]
