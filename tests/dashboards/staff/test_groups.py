"""Groups begin with their rights, get what is new, and keep what administrators decided."""

import pytest
from django.contrib.auth.models import Group, Permission

from dashboards.staff.groups import FINANCE_APPROVERS, RIGHTS, ensure_groups
from dashboards.staff.models import FirstRight

pytestmark = pytest.mark.django_db


@pytest.fixture
def finance() -> Group:
    ensure_groups()
    return Group.objects.get(name=FINANCE_APPROVERS)


def rights_of(group: Group) -> set[str]:
    held = group.permissions.values_list("content_type__app_label", "codename")
    return {f"{app_label}.{codename}" for app_label, codename in held}


def test_a_group_begins_with_all_its_rights(finance):
    assert RIGHTS[FINANCE_APPROVERS] <= rights_of(finance)


def test_a_right_that_is_new_reaches_a_group_that_is_old(finance):
    finance.permissions.clear()
    FirstRight.objects.filter(group=finance, right="wallets.view_wallet").delete()

    ensure_groups()

    assert rights_of(finance) == {"wallets.view_wallet"}


def test_a_right_that_was_taken_away_stays_away(finance):
    finance.permissions.remove(Permission.objects.get(codename="view_wallet", content_type__app_label="wallets"))

    ensure_groups()

    assert "wallets.view_wallet" not in rights_of(finance)
