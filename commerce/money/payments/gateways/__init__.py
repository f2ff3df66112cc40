"""The banks that are spoken, one folder and one line each."""

from commerce.foundation.core.registries import Registry
from commerce.money.payments.gateways.base import Bank
from commerce.money.payments.gateways.zarinpal.adapter import Zarinpal

banks: Registry[Bank] = Registry("bank")
banks.add("zarinpal", Zarinpal())
