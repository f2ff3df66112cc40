"""Columns that Oscar declares too narrow, as we declare them: whole rials, 18 digits."""

from typing import Any

from django.db import models


def rial_column(verbose_name: Any, **kwargs: Any) -> "models.DecimalField[Any, Any]":
    """A money column of an Oscar fork: Oscar computes in Decimal, so it stays one, without decimals."""
    return models.DecimalField(verbose_name, max_digits=18, decimal_places=0, **kwargs)
