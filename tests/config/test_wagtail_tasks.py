"""What Wagtail leaves for later is done by our workers, after the commit."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ReferenceIndex
from wagtail.tasks import update_reference_index_task

from config.wagtail_tasks import CeleryBackend
from pages.services import install_home


@pytest.mark.django_db(transaction=True)
def test_a_task_of_wagtails_runs_after_the_commit_and_may_run_twice(settings):
    home = install_home()
    link = {"label": "خانه", "page": home, "address": ""}
    home.body = [("hero", {"title": "سلام", "text": "", "image": None, "link": link})]
    home.save()
    ReferenceIndex.objects.all().delete()
    backend = CeleryBackend("default", {})

    with transaction.atomic():
        for _ in range(2):
            backend.enqueue(update_reference_index_task, ("pages", "homepage", home.pk), {})
        assert references_of(home) == 0

    assert references_of(home) == 1


def references_of(home):
    kind = ContentType.objects.get_for_model(home)
    return ReferenceIndex.objects.filter(content_type=kind, object_id=str(home.pk)).count()
