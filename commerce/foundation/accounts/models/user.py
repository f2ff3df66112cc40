"""A person, known by a mobile number."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.crypto import EncryptedTextField
from commerce.foundation.core.ids import PublicIdField
from commerce.foundation.core.validators import normalise_mobile


class UserManager(BaseUserManager["User"]):
    """Makes people. The number must already be normalised to E.164 (`normalise_mobile`)."""

    def create_user(self, mobile: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(mobile=mobile, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, mobile: str, password: str | None = None, **fields: Any) -> "User":
        # Typed at a command line, in whatever shape.
        return self.create_user(normalise_mobile(mobile), password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """A shopper, a vendor's clerk or a member of staff: one account per mobile number."""

    public_id = PublicIdField()
    mobile = models.CharField(_("mobile number"), max_length=16, unique=True)
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    email = models.EmailField(_("email"), blank=True)
    language = models.CharField(_("language"), max_length=5, default="fa")
    national_code = EncryptedTextField(_("national code"), null=True, blank=True)
    mobile_changed_at = models.DateTimeField(_("number changed"), null=True, blank=True, editable=False)
    # One more ends every session there is, of the API and of web pages alike.
    sign_in_epoch = models.PositiveIntegerField(default=0, editable=False)
    is_active = models.BooleanField(_("active"), default=True)  # type: ignore[misc]
    is_staff = models.BooleanField(_("staff"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, db_index=True)

    objects = UserManager()

    USERNAME_FIELD = "mobile"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mobile__regex=r"^\+[1-9][0-9]{7,14}$"), name="user_mobile_is_e164"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.mobile

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name or self.mobile

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        stamp = f"{self.password}:{self.sign_in_epoch}"
        return salted_hmac("accounts.User.sessions", stamp, secret=secret, algorithm="sha256").hexdigest()
