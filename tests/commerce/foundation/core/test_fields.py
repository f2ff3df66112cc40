from json import loads

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import isolate_apps
from rest_framework import serializers

from commerce.foundation.core.fields import MobileField
from commerce.foundation.core.money import Money
from commerce.foundation.core.rest import fields
from commerce.foundation.core.rest.rendering import dumps


@pytest.mark.django_db
@isolate_apps("commerce.foundation.core")
def test_a_mobile_column_keeps_one_shape_and_is_found_by_any():
    class Person(models.Model):
        mobile = MobileField()

        class Meta:
            app_label = "core"

    with connection.schema_editor() as editor:
        editor.create_model(Person)
    person = Person.objects.create(mobile="۰۹۱۲ ۳۴۵ ۶۷۸۹")

    assert person.mobile == "+989123456789"
    assert Person.objects.get(mobile="0912-345-6789") == person
    assert not Person.objects.filter(mobile="nonsense").exists()
    with pytest.raises(ValidationError):
        Person.objects.create(mobile="nonsense")


class PersonIn(serializers.Serializer):
    name = fields.CleanTextField(max_length=10)
    about = fields.CleanTextField(multiline=True, required=False)
    mobile = fields.MobileField()
    code = fields.DigitsField(required=False)


def test_the_door_takes_what_people_type():
    typed = PersonIn(data={"name": " علي ", "about": "يك\r\nدو", "mobile": "۰۹۱۲۳۴۵۶۷۸۹", "code": "۱۲۳ ۴۵۶"})

    assert typed.is_valid()
    assert typed.validated_data == {"name": "علی", "about": "یک\nدو", "mobile": "+989123456789", "code": "123456"}


def test_the_door_refuses_with_the_code_of_the_field():
    typed = PersonIn(data={"name": "\u200c\u200e ", "mobile": "12"})

    assert not typed.is_valid()
    assert {name: problems[0].code for name, problems in typed.errors.items()} == {
        "name": "blank",
        "mobile": "invalid_mobile",
    }


def test_money_goes_out_as_the_contract_says():
    class PriceOut(serializers.Serializer):
        price = fields.MoneyField()

    assert PriceOut({"price": Money(10)}).data == PriceOut({"price": 10}).data
    assert PriceOut({"price": 10}).data["price"]["amount"] == 10


def test_money_in_a_body_is_written_with_its_words():
    assert loads(dumps({"total": Money(1_250_000)}))["total"] == Money(1_250_000).as_json()
