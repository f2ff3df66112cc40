"""System checks: the provider that is chosen must exist and know how to send."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from commerce.foundation.sms.providers import providers


@register(Tags.compatibility)
def the_chosen_provider_can_send(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """`SMS_PROVIDER` names a provider we have, and its settings are given."""
    name = settings.SMS_PROVIDER
    if name not in providers:
        return [Error(f"There is no SMS provider {name!r}.", hint=f"Known: {', '.join(providers)}.", id="asoud.E010")]
    missing = [needed for needed in providers.get(name).settings_needed if not getattr(settings, needed)]
    return [Error(f"The SMS provider {name} needs {needed}.", id="asoud.E011") for needed in missing]
