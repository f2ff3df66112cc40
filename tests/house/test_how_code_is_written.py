"""Services are things a person could ask for; tasks are safe to run twice; money is never a float."""

import ast
import fnmatch
import importlib
import inspect
import pkgutil
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import FloatField

from config.celery import app as celery_app
from tests.house.source import ROOT, inside, modules


def services():
    for config in apps.get_app_configs():
        if not config.name.startswith("commerce."):
            continue
        name = f"{config.name}.services"
        try:
            package = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        names = [name]
        if hasattr(package, "__path__"):
            names += [f"{name}.{child.name}" for child in pkgutil.iter_modules(package.__path__)]
        for module_name in names:
            module = importlib.import_module(module_name)
            for function_name, function in inspect.getmembers(module, inspect.isfunction):
                public = not function_name.startswith("_") and inspect.unwrap(function).__module__ == module_name
                if public:
                    yield pytest.param(function, id=f"{module_name}.{function_name}")


@pytest.mark.parametrize("service", list(services()))
def test_a_service_takes_named_typed_arguments_and_says_what_it_does(service):
    function = inspect.unwrap(service)
    signature = inspect.signature(function)

    assert function.__doc__
    assert signature.return_annotation is not inspect.Signature.empty
    for parameter in signature.parameters.values():
        assert parameter.kind is parameter.KEYWORD_ONLY, parameter.name
        assert parameter.annotation is not parameter.empty, parameter.name


def our_tasks():
    celery_app.loader.import_default_modules()
    return [task for task in celery_app.tasks.values() if not task.name.startswith("celery.")]


def test_every_task_has_a_name_of_its_own_and_survives_its_worker():
    tasks = [task for task in our_tasks() if task.__module__.split(".")[0] in {"commerce", "pages", "dashboards"}]

    assert tasks
    assert [task.name for task in tasks if not task.acks_late or task.name.startswith("commerce.")] == []


def test_beat_runs_tasks_there_are_on_queues_that_workers_hear():
    names = {task.name for task in our_tasks()}
    heard = set(re.findall(r"--queues[= ]([\w,]+)", (ROOT / "compose.yaml").read_text(encoding="utf-8")))

    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} - names == set()
    routed = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()} | {settings.CELERY_TASK_DEFAULT_QUEUE}
    assert routed <= {queue for queues in heard for queue in queues.split(",")}
    assert [route for route in settings.CELERY_TASK_ROUTES if not fnmatch.filter(names, route)] == []


NO_MONEY = {"lat", "lng", "rating_average", "score"}


def test_money_never_meets_a_float():
    columns = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("commerce.")
        for field in model._meta.get_fields()
        if isinstance(field, FloatField) and field.name not in NO_MONEY
    ]
    assert [
        name
        for name in columns
        if not name.startswith(
            ("catalogue.ProductAttributeValue", "catalogue.Product.", "catalogue.ProductRecommendation")
        )
    ] == []
    assert [
        module.name
        for module in modules()
        if inside(module, "commerce/money", "commerce/shop/commissions", "commerce/foundation/core/money")
        and any(isinstance(node, ast.Name) and node.id == "float" for node in ast.walk(module.tree))
    ] == []


def test_every_money_column_of_the_forks_holds_eighteen_digits_and_no_decimals():
    percentages = {"offer.Condition.value", "offer.Benefit.value"}
    forks = {"partner", "basket", "order", "offer", "voucher"}
    narrow = [
        f"{model._meta.label}.{field.name}"
        for label in forks
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.local_fields
        if field.get_internal_type() == "DecimalField"
        and (field.max_digits, field.decimal_places) not in {(18, 0), (9, 6)}
        and f"{model._meta.label}.{field.name}" not in percentages
    ]
    rates = [name for name in narrow if name.endswith(("tax_rate", "_rate", "_percent"))]
    assert sorted(set(narrow) - set(rates)) == []


def test_every_error_code_is_listed_for_the_writers_of_clients():
    listed = set(re.findall(r"^\| `([a-z0-9_]+)`", (ROOT / "docs/errors.md").read_text(encoding="utf-8"), re.MULTILINE))
    raised = {
        node.value.value
        for module in modules()
        if inside(module, "commerce")
        for cls in ast.walk(module.tree)
        if isinstance(cls, ast.ClassDef)
        for node in cls.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Constant)
        and (node.targets[0] if isinstance(node, ast.Assign) else node.target).id == "code"
        and module.path.name.startswith("errors")
    }
    assert raised - listed == set()


def test_every_variable_that_is_read_stands_in_the_example():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    documented = set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", example, re.MULTILINE))
    pattern = re.compile(r"""(?:env\.\w+|env|secret|environ\.get|environ)[(\[]\s*["']([A-Z][A-Z0-9_]+)["']""")
    read = {name for module in modules() if inside(module, "config") for name in pattern.findall(module.text)}
    own = {"DJANGO_SETTINGS_MODULE", "PYTEST_XDIST_WORKER", "PYTHONUNBUFFERED", "OUTBOX_ROOT", "BANKS_BEHIND"}

    assert read - own - documented == set()
