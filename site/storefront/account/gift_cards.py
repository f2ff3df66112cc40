"""Gift cards on the web: those bought, buying one, sending it again, redeeming a code."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.validators import InvalidValue
from commerce.money.payments.models import Payment
from commerce.money.payments.selectors import redirect_url, result_url
from commerce.money.wallets import codes, selectors, services
from commerce.money.wallets.models import GiftCard
from commerce.money.wallets.services.gift_cards.selling import PURPOSE as GIFT_CARD
from dashboards.base.fields import TomanField
from dashboards.base.numbers import MobileField
from storefront.account import visiting
from storefront.account.forms import WordsField, gateway_field
from storefront.account.pages import newest_first
from storefront.account.screens import AccountPage, ServicePage


class GiftCardsPage(AccountPage):
    template = "site/account/gift_cards.html"
    section = "wallet"
    title = _("Gift cards")

    def shown(self, **named: Any) -> dict[str, Any]:
        return {"leaf": newest_first(self.request, selectors.gift_cards_of(self.shopper.pk))}


class GiftCardAct(ServicePage):
    section = "wallet"
    back = "account:gift_cards"


class BuyForm(forms.Form):
    amount = TomanField(label=_("Amount"), min_value=1)
    mobile = MobileField(
        label=_("mobile number of the receiver"),
        max_length=40,
        required=False,
        help_text=_("The code is sent there; to you where it is empty."),
    )
    message = WordsField(label=_("a few words"), max_length=100, required=False)
    gateway = gateway_field(GIFT_CARD)


class BuyGiftCard(GiftCardAct):
    form_class = BuyForm
    title = _("Buy a gift card")
    submit_label = _("Go to the bank")
    done = ""

    def perform(self, typed: dict[str, Any], **named: Any) -> Payment:
        _card, payment = services.ask_gift_card(
            user=self.shopper,
            amount=typed["amount"],
            mobile=typed["mobile"] or self.shopper.mobile,
            message=typed["message"],
            gateway_slug=typed["gateway"] or None,
        )
        return payment

    def after(self, outcome: Payment) -> str:
        return redirect_url(outcome) or result_url(outcome)


class GiftCodeField(forms.CharField):
    """A gift card's code, however it is typed."""

    widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})

    def clean(self, value: str) -> str:
        try:
            return codes.read_code(super().clean(value))
        except InvalidValue as error:
            raise ValidationError(str(error.message), code=error.code) from error


class RedeemForm(forms.Form):
    code = GiftCodeField(label=_("code of the card"), max_length=60)


class RedeemGiftCard(GiftCardAct):
    form_class = RedeemForm
    title = _("Redeem a gift card")
    submit_label = _("Put it into my wallet")
    done = _("The card is in your wallet.")
    back = "account:wallet"

    def perform(self, typed: dict[str, Any], **named: Any) -> GiftCard:
        return services.redeem_gift_card(user=self.shopper, code=typed["code"])


class SendAgainForm(forms.Form):
    mobile = MobileField(label=_("mobile number of the receiver"), max_length=40)


class SendGiftCardAgain(GiftCardAct):
    form_class = SendAgainForm
    title = _("Send the card again")
    intro = _("A new code is sent; the old one cannot be used any more.")
    submit_label = _("Send")
    done = _("A new code was sent.")

    def perform(self, typed: dict[str, Any], **named: Any) -> GiftCard:
        credentials = visiting.credentials_of(self.request)
        return services.send_again(
            user=self.shopper, credentials=credentials, gift_card=named["public_id"], mobile=typed["mobile"]
        )
