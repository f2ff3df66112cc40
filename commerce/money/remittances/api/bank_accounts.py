"""What the doors of shoppers and of vendors have in common: somebody's bank accounts."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.money.remittances import selectors, services
from commerce.money.remittances.api.serializers import (
    BankAccountIn,
    BankAccountList,
    BankAccountOut,
    NewBankAccountOut,
)


class Owned:
    """Whose bank accounts a door is about; step-up and policy are asked by the services."""

    actor: Any
    credentials: Any

    @property
    def owner(self) -> dict[str, str]:
        raise NotImplementedError

    @property
    def known_name(self) -> str:
        """In whose name an account is where nobody says it."""
        return ""


class BankAccountsDoor(Owned):
    query_parameters: ClassVar[frozenset[str] | None] = PAGED

    @extend_schema(responses=BankAccountList)
    def get(self, request: Request, **named: str) -> Response:
        """The bank accounts that money may go to, newest first."""
        return Response(
            page_of(
                request,
                selectors.bank_accounts_of(**self.owner),
                sort=Sort("newest", "-added_at"),
                render=lambda rows: list(BankAccountOut(rows, many=True).data),
            )
        )

    @extend_schema(request=BankAccountIn, responses={201: NewBankAccountOut})
    def post(self, request: Request, **named: str) -> Response:
        """Add a bank account, after a step-up; the first one is the default."""
        given = BankAccountIn(data=request.data)
        given.is_valid(raise_exception=True)
        account = services.add_bank_account(
            actor=self.actor,
            **self.owner,
            iban=given.validated_data["iban"],
            holder=given.validated_data["holder"] or self.known_name,
            credentials=self.credentials,
        )
        return Response(NewBankAccountOut(account).data, status=201)


class BankAccountDoor(Owned):
    query_parameters: ClassVar[frozenset[str] | None] = frozenset()

    @extend_schema(responses={204: None})
    def delete(self, request: Request, account_id: str, **named: str) -> Response:
        """Remove a bank account, after a step-up; not while money is on its way there."""
        services.remove_bank_account(actor=self.actor, **self.owner, public_id=account_id, credentials=self.credentials)
        return Response(status=204)


class DefaultBankAccountDoor(Owned):
    @extend_schema(request=None, responses=BankAccountOut)
    def post(self, request: Request, account_id: str, **named: str) -> Response:
        """Let money go to this bank account when nobody says where, after a step-up."""
        account = services.make_default(
            actor=self.actor, **self.owner, public_id=account_id, credentials=self.credentials
        )
        return Response(BankAccountOut(account).data)
