"""For a superuser who lost the phone: nobody in the dashboard may change a superuser."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.services.moderating import forget_authenticator
from commerce.foundation.core.actors import SYSTEM
from commerce.foundation.core.validators import normalise_mobile


class Command(BaseCommand):
    help = "Take the authenticator from a member of staff; another is enrolled at the next sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mobile")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(mobile=normalise_mobile(options["mobile"]), is_staff=True).first()
        if user is None:
            raise CommandError("No member of staff has this number.")
        forget_authenticator(actor=SYSTEM, user=user)
        self.stdout.write(f"{user} signs in anew and enrols an authenticator.")
