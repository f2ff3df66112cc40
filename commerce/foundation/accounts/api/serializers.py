"""What the doors of accounts take and give."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from commerce.foundation.accounts.models import Audience
from commerce.foundation.core.rest.fields import CleanTextField, DigitsField, MobileField, NationalCodeField


class MobileIn(serializers.Serializer[Any]):
    mobile = MobileField(max_length=40)


class CodeSentOut(serializers.Serializer[Any]):
    resend_in = serializers.IntegerField(help_text="Seconds until another code may be asked for.")
    expires_in = serializers.IntegerField(help_text="Seconds for which this code serves.")


class DeviceIn(serializers.Serializer[Any]):
    name = CleanTextField(max_length=80, required=False, default="", allow_blank=True)
    platform = CleanTextField(max_length=20, required=False, default="", allow_blank=True)


class CodeIn(serializers.Serializer[Any]):
    code = DigitsField(max_length=40)


class VerifyIn(MobileIn, CodeIn):
    audience = serializers.ChoiceField(choices=[Audience.SHOPPER, Audience.VENDOR], default=Audience.SHOPPER.value)
    device = DeviceIn(required=False)
    invite = serializers.CharField(max_length=64, required=False, default="", allow_blank=True)


class StaffIn(MobileIn):
    password = serializers.CharField(max_length=128, trim_whitespace=False)
    totp = DigitsField(max_length=40, required=False, default="", allow_blank=True)
    device = DeviceIn(required=False)


class StepUpIn(serializers.Serializer[Any]):
    code = DigitsField(max_length=40, required=False, help_text="Leave it out to be sent one.")


class SteppedUpOut(serializers.Serializer[Any]):
    expires_in = serializers.IntegerField(help_text="Seconds for which delicate acts are open.")


class RefreshIn(serializers.Serializer[Any]):
    refresh = serializers.CharField(max_length=2000)


class TokensOut(serializers.Serializer[Any]):
    access = serializers.CharField()
    refresh = serializers.CharField()


class UserOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    mobile = serializers.CharField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    email = serializers.CharField()
    language = serializers.CharField()
    joined_at = serializers.DateTimeField(source="date_joined")


class SignedInOut(TokensOut):
    user = UserOut()
    is_new = serializers.BooleanField()


class SessionOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    audience = serializers.ChoiceField(choices=Audience.choices)
    device = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    last_seen_at = serializers.DateTimeField(source="refreshed_at")
    is_current = serializers.SerializerMethodField()

    def get_device(self, session: Any) -> dict[str, str]:
        return {"name": session.device_name, "platform": session.platform}

    def get_is_current(self, session: Any) -> bool:
        return bool(session.public_id == self.context["current"])


class SessionList(serializers.Serializer[Any]):
    results = SessionOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class MeOut(UserOut):
    national_code = serializers.SerializerMethodField(help_text="Masked; null where it was never given.")
    is_staff = serializers.BooleanField()

    def get_national_code(self, user: Any) -> str | None:
        return f"******{user.national_code[-4:]}" if user.national_code else None


class MeIn(serializers.Serializer[Any]):
    first_name = CleanTextField(max_length=80, required=False, allow_blank=True)
    last_name = CleanTextField(max_length=80, required=False, allow_blank=True)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=[code for code, _ in settings.LANGUAGES], required=False)
    national_code = NationalCodeField(max_length=40, required=False)


class NewMobileIn(MobileIn):
    code = DigitsField(max_length=40, required=False, help_text="Leave it out to be sent one to the new number.")


class BootstrapOut(serializers.Serializer[Any]):
    """`user`, and one member for every part of the platform that has something to say at the start of an app."""

    user = MeOut()
    flags = serializers.DictField(child=serializers.BooleanField())
