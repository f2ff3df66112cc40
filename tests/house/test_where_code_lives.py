"""A line of code is found by its place: what may be imported and called where."""

import re

import pytest

from tests.house.source import inside, modules

FORKS = ("address", "catalogue", "partner", "offer", "voucher", "shipping", "basket", "order", "checkout", "reviews")
# What one app may use of another (architecture 2); registries are the questions a lower app asks.
OPEN_ROOMS = {"services", "selectors", "policies", "events", "errors", "models", "words"}
REGISTRIES = {
    "causes",
    "audiences",
    "backoff",
    "bootstrap",
    "charges",
    "drift",
    "kinds",
    "owners",
    "personal_data",
    "purposes",
    "shares",
    "tenders",
}


def offenders(rule):
    return [module.name for module in modules() if rule(module)]


def imports_any(module, package):
    return any(name == package or name.startswith(f"{package}.") for name in module.imports())


def test_django_rest_framework_is_known_only_to_doors():
    def outside(module):
        door = "/api/" in module.name or inside(
            module, "commerce/foundation/core/rest", "config/", "site/mobile", "site/pages/api"
        )
        return not door and imports_any(module, "rest_framework")

    assert offenders(outside) == []


def test_wagtail_is_known_only_to_screens():
    assert offenders(lambda m: inside(m, "commerce") and imports_any(m, "wagtail")) == []


def test_oscars_class_loader_is_used_only_in_forks():
    def outside(module):
        fork = any(f"/{name}/" in module.name for name in FORKS)
        return not fork and "get_class(" in module.text

    assert offenders(outside) == []


def test_no_module_is_named_for_nothing():
    nameless = re.compile(r"(^|/)(helpers|common|misc|tools|stuff)\.py$")
    assert offenders(lambda m: nameless.search(m.name)) == []
    # Oscar's class loader needs this one name.
    assert set(offenders(lambda m: m.path.name == "utils.py")) <= {"commerce/shop/order/utils.py"}


def test_files_fit_in_a_head():
    assert offenders(lambda m: m.lines > 300) == []


def test_rows_are_locked_only_in_locks():
    assert (
        offenders(lambda m: m.path.name != "locks.py" and "locks/" not in m.name and "select_for_update" in m.text)
        == []
    )


def test_no_model_signals():
    # After migrations the groups of staff are made; nothing else hears a model.
    heard = re.compile(r"^django\.db\.models\.signals\.(?!post_migrate$)")
    assert offenders(lambda m: any(heard.match(name) for name in m.imports())) == []


def test_doors_do_not_write():
    writes = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}

    def writing(module):
        return "/api/" in module.name and any(
            name in writes and f".{name}(" in module.text and f"objects.{name}(" in module.text
            for name in module.called_names()
        )

    assert offenders(writing) == []


def test_tasks_are_started_only_from_the_back_rooms():
    rooms = {"tasks.py", "receivers.py", "events.py", "wagtail_tasks.py"}

    def starting(module):
        room = module.path.name in rooms or "/tasks/" in module.name or "/services" in module.name
        return not room and re.search(r"\.(delay|apply_async)\(", module.text)

    assert offenders(starting) == []


@pytest.mark.parametrize("module", [m for m in modules() if m.name.startswith("commerce/")], ids=lambda m: m.name)
def test_of_another_app_only_its_open_rooms_are_used(module):
    parts = module.name.split("/")
    if len(parts) < 4:
        return
    own = f"commerce.{parts[1]}.{parts[2]}"
    pattern = re.compile(r"^commerce\.(foundation|money|shop)\.(\w+)\.(\w+)")
    entered = {
        match.group(0)
        for name in module.imports()
        if (match := pattern.match(name)) and not name.startswith(f"{own}.") and match.group(2) != "core"
    }
    test_doubles = {name for name in entered if name.rsplit(".", 1)[1] not in OPEN_ROOMS | REGISTRIES}
    # A door may share another door's serializers (a market in a product, an address in an order).
    if "/api/" in module.name:
        test_doubles = {name for name in test_doubles if not name.endswith(".api")}
    assert test_doubles == set()
