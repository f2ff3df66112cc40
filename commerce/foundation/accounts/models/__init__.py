from commerce.foundation.accounts.models.code import OneTimeCode
from commerce.foundation.accounts.models.session import Audience, Session
from commerce.foundation.accounts.models.user import User

__all__ = ["Audience", "OneTimeCode", "Session", "User"]
