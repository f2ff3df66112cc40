from django.apps import AppConfig


class SmsConfig(AppConfig):
    name = "commerce.foundation.sms"
    label = "sms"
