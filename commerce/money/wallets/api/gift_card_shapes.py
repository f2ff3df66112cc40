"""What the doors of gift cards take and give."""

from rest_framework import serializers

from commerce.foundation.core.rest.fields import CleanTextField, MobileField, MoneyField, NormalisedField
from commerce.foundation.core.validators import mask_mobile
from commerce.money.payments.api.serializers import PaymentOut
from commerce.money.wallets import codes
from commerce.money.wallets.api.serializers import GatewayPaymentIn
from commerce.money.wallets.models import GiftCard


class GiftCodeField(NormalisedField):
    """A gift card's code, however it is typed."""

    def normalise(self, typed: str) -> str:
        return codes.read_code(typed)


class GiftCardIn(GatewayPaymentIn):
    mobile = MobileField(max_length=40, required=False, help_text="Where the code goes; one's own number if left out.")
    message = CleanTextField(max_length=160, required=False, allow_blank=True, default="")


class GiftCardOut(serializers.Serializer):
    """A card that was bought; its code is on the phone it was sent to and nowhere here."""

    id = serializers.CharField(source="public_id")
    amount = MoneyField()
    status = serializers.ChoiceField(choices=GiftCard.Status.choices)
    mobile = serializers.SerializerMethodField(help_text="Where the code went, masked.")
    message = serializers.CharField()
    code_ending = serializers.CharField(help_text="The last characters of the code; empty until it is sent.")
    sent_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField()
    created_at = serializers.DateTimeField()

    def get_mobile(self, card: GiftCard) -> str:
        return mask_mobile(card.mobile) if card.mobile else ""


class GiftCardPage(serializers.Serializer):
    results = GiftCardOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class AskedGiftCardOut(serializers.Serializer):
    gift_card = GiftCardOut()
    payment = PaymentOut()


class SendGiftCardIn(serializers.Serializer):
    mobile = MobileField(max_length=40, required=False, help_text="Another number than before.")


class RedeemGiftCardIn(serializers.Serializer):
    code = GiftCodeField(max_length=60)


class RedeemedGiftCardOut(serializers.Serializer):
    id = serializers.CharField(source="public_id")
    amount = MoneyField()
    redeemed_at = serializers.DateTimeField()
