"""What people do about their accounts: prove a number, sign in and out, change who they are."""

from commerce.foundation.accounts.services.codes import SentCode, ask_login_code
from commerce.foundation.accounts.services.sessions import (
    Device,
    end_all_sessions,
    end_session,
    refresh_session,
    start_session,
)
from commerce.foundation.accounts.services.signing_in import SignedIn, sign_in_with_code
from commerce.foundation.accounts.services.step_up import ask_step_up, confirm_step_up

__all__ = [
    "Device",
    "SentCode",
    "SignedIn",
    "ask_login_code",
    "ask_step_up",
    "confirm_step_up",
    "end_all_sessions",
    "end_session",
    "refresh_session",
    "sign_in_with_code",
    "start_session",
]
