import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from commerce.shop.catalogue.models import Category
from tests.factories import make_category

pytestmark = pytest.mark.django_db


def tree() -> list:
    return APIClient().get("/api/v1/categories/").json()["results"]


def test_the_tree_comes_whole_by_one_statement():
    make_category("clothes", "پوشاک")
    make_category("shoes", "کفش", parent="clothes")
    make_category("boots", "بوت", parent="shoes")
    make_category("home", "خانه")
    with CaptureQueriesContext(connection) as asked:
        clothes, home = tree()
    assert len(asked) == 1
    assert (clothes["slug"], clothes["children"][0]["children"][0]["name"]) == ("clothes", "بوت")
    assert (home["slug"], home["children"]) == ("home", [])


def test_a_hidden_branch_is_not_shown_with_all_below_it():
    make_category("clothes")
    make_category("shoes", parent="clothes")
    hidden = Category.objects.get(slug="clothes")
    hidden.is_public = False
    hidden.save()
    assert tree() == []
    assert APIClient().get("/api/v1/categories/shoes/").status_code == 404


def test_a_category_knows_its_family():
    make_category("clothes", "پوشاک")
    make_category("shoes", "کفش", parent="clothes")
    make_category("boots", "بوت", parent="shoes")
    page = APIClient().get("/api/v1/categories/shoes/").json()
    assert page["name"] == "کفش"
    assert [one["slug"] for one in page["ancestors"]] == ["clothes"]
    assert [one["slug"] for one in page["children"]] == ["boots"]
    assert APIClient().get("/api/v1/categories/no-such/").status_code == 404
