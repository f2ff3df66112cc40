"""Bearer tokens: who they name, for which audience, in which session."""

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request

from commerce.foundation.accounts import selectors, tokens
from commerce.foundation.accounts.errors import InvalidToken
from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.policies import Credentials

SCHEME = b"bearer"


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer <access>` → the person and the credentials of a living session, in one query."""

    def authenticate(self, request: Request) -> tuple[User, Credentials] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != SCHEME:
            return None
        if len(words) != 2:
            raise InvalidToken()
        session = selectors.living_session(public_id=tokens.session_of_access(words[1].decode("latin-1")))
        if session is None:
            raise InvalidToken()
        return session.user, Credentials(
            audience=session.audience,
            session_public_id=session.public_id,
            stepped_up_at=session.stepped_up_at,
        )

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"
