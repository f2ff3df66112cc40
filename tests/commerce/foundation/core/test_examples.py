"""The schema's examples are true: each fits the field it stands beside."""

from jsonschema import Draft202012Validator

from tests.contract import schema


def test_every_example_fits_its_field():
    components = schema()["components"]
    shown = [
        (f"{name}.{field}", {**rule, "components": components}, example)
        for name, component in components["schemas"].items()
        for field, rule in component.get("properties", {}).items()
        for example in rule.get("examples", [])
    ]

    assert len(shown) > 80
    assert [name for name, rule, example in shown if not Draft202012Validator(rule).is_valid(example)] == []
