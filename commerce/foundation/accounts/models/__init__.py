from commerce.foundation.accounts.models.user import User

__all__ = ["User"]
