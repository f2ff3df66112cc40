from django.apps import AppConfig


class SmsConfig(AppConfig):
    name = "commerce.foundation.sms"
    label = "sms"

    def ready(self) -> None:
        from commerce.foundation.sms import checks, tasks  # noqa: F401
        from commerce.foundation.sms.providers import development, kavenegar, smsir  # noqa: F401
