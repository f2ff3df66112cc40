"""The trail only grows."""

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import IntegrityError

from commerce.foundation.audit import selectors, services
from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import Actor, Tenant

pytestmark = pytest.mark.django_db

OMID = Actor(kind="user", ref="omid", ip="192.0.2.1")


def noted() -> AuditEntry:
    return services.note(
        actor=OMID,
        tenant=Tenant(kind="market", ref="chobi"),
        action="market.renamed",
        subject_kind="market",
        subject_ref="chobi",
        data={"name": ["old", "new"]},
    )


def test_an_act_is_noted_with_who_for_whom_and_from_where() -> None:
    entry = noted()
    entry.refresh_from_db()

    assert (entry.actor_ref, entry.tenant_ref, entry.ip, entry.data) == (
        "omid",
        "chobi",
        "192.0.2.1",
        {"name": ["old", "new"]},
    )


def test_the_trail_is_read_by_subject_and_by_actor() -> None:
    entry = noted()

    assert list(selectors.trail_of(subject_kind="market", subject_ref="chobi")) == [entry]
    assert list(selectors.acts_of(actor_kind="user", actor_ref="omid")) == [entry]
    assert list(selectors.acts_of(actor_kind="user", actor_ref="mina")) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_auditentry SET action = 'x'", "DELETE FROM audit_auditentry", "TRUNCATE audit_auditentry"],
)
def test_the_database_refuses_to_change_the_trail(statement: str) -> None:
    noted()

    with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert AuditEntry.objects.get().action == "market.renamed"
