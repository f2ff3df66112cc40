"""The banks that are spoken, one folder and one line each."""

from commerce.foundation.core.registries import Registry
from commerce.money.payments.gateways.base import Bank
from commerce.money.payments.gateways.mellat.adapter import Mellat
from commerce.money.payments.gateways.nextpay.adapter import NextPay
from commerce.money.payments.gateways.parsian.adapter import Parsian
from commerce.money.payments.gateways.sadad.adapter import Sadad
from commerce.money.payments.gateways.sep.adapter import Sep
from commerce.money.payments.gateways.zarinpal.adapter import Zarinpal
from commerce.money.payments.gateways.zibal.adapter import Zibal

banks: Registry[Bank] = Registry("bank")
banks.add("zarinpal", Zarinpal())
banks.add("mellat", Mellat())
banks.add("parsian", Parsian())
banks.add("zibal", Zibal())
banks.add("sep", Sep())
banks.add("sadad", Sadad())
banks.add("nextpay", NextPay())
