"""Wagtail's background work (search index, reference index) runs in our workers; its package brings no queue."""

from typing import Any

from celery import shared_task
from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id, normalize_json


class CeleryBackend(BaseTaskBackend):
    """Hands a django-tasks task to Celery after the commit that made it needed."""

    supports_priority = True

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        self.validate_task(task)
        plain_args, plain_kwargs = normalize_json(list(args)), normalize_json(dict(kwargs))
        transaction.on_commit(lambda: run_task.delay(task.module_path, plain_args, plain_kwargs), robust=True)
        return TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=plain_args,
            kwargs=plain_kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )


@shared_task(name="wagtail.run_task", acks_late=True)
def run_task(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Run one task of Wagtail's; each writes an index anew and may run twice."""
    import_string(path).call(*args, **kwargs)
