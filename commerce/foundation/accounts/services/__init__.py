"""What people do about their accounts: prove a number, sign in and out, change who they are."""

from commerce.foundation.accounts.services.codes import SentCode, ask_login_code, forget_old_codes
from commerce.foundation.accounts.services.leaving import export, leave
from commerce.foundation.accounts.services.profile import ask_new_mobile, change_mobile, change_profile
from commerce.foundation.accounts.services.sessions import (
    Device,
    end_all_sessions,
    end_session,
    forget_dead_sessions,
    refresh_session,
    start_session,
)
from commerce.foundation.accounts.services.signing_in import SignedIn, prove_number, sign_in_with_code
from commerce.foundation.accounts.services.staff import (
    begin_enrolment,
    check_password,
    check_totp,
    confirm_enrolment,
    note_entry,
    sign_in_staff,
)
from commerce.foundation.accounts.services.step_up import ask_step_up, confirm_step_up

__all__ = [
    "Device",
    "SentCode",
    "SignedIn",
    "ask_login_code",
    "ask_new_mobile",
    "ask_step_up",
    "begin_enrolment",
    "change_mobile",
    "change_profile",
    "check_password",
    "check_totp",
    "confirm_enrolment",
    "confirm_step_up",
    "end_all_sessions",
    "end_session",
    "export",
    "forget_dead_sessions",
    "forget_old_codes",
    "leave",
    "note_entry",
    "prove_number",
    "refresh_session",
    "sign_in_staff",
    "sign_in_with_code",
    "start_session",
]
