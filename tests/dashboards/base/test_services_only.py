"""Wagtail's generic views ask a registry for their actions: for what services keep they find a refusal."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.actions import action_registry

from commerce.foundation.accounts.models import User
from dashboards.base.services_only import KEPT_BY_SERVICES


@pytest.mark.parametrize("model", KEPT_BY_SERVICES)
@pytest.mark.parametrize("name", ["create", "edit", "delete"])
def test_the_action_of_a_kept_model_refuses(model, name):
    action = action_registry.get_action_class(model, name)(model(), user=None)

    with pytest.raises(PermissionDenied):
        action.execute(skip_permission_checks=True)


@pytest.mark.django_db
def test_nobody_becomes_a_superuser_through_a_generic_form():
    user = User(mobile="+989121234567", is_superuser=True)

    with pytest.raises(PermissionDenied):
        action_registry.get_action_class(User, "create")(user).execute(skip_permission_checks=True)

    assert not User.objects.filter(is_superuser=True).exists()
