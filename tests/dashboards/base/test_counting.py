"""Counts stop at a cap, charts read in the direction of the page."""

from datetime import date

import pytest

from commerce.foundation.accounts.models import User
from dashboards.base import counting
from dashboards.base.charts import DailyChart, Day
from dashboards.base.counting import CappedPaginator, capped_counts, in_words
from tests.factories import person

pytestmark = pytest.mark.django_db


def test_many_counts_are_one_statement(django_assert_num_queries):
    for _time in range(3):
        person()

    with django_assert_num_queries(1):
        counts = capped_counts(
            {"all": User.objects.all(), "none": User.objects.none(), "staff": User.objects.filter(is_staff=True)}, cap=2
        )

    assert counts == {"all": 3, "none": 0, "staff": 0}
    assert in_words(counts["all"], cap=2, language="en") == "2+"


def test_pages_end_at_the_cap(monkeypatch):
    monkeypatch.setattr(counting, "LIST_CAP", 4)
    for _time in range(7):
        person()

    pages = CappedPaginator(User.objects.order_by("pk"), 2)

    assert (pages.count, pages.num_pages) == (4, 2)
    assert "۴" in pages.items_count_label


def test_a_chart_reads_from_right_to_left_and_says_its_numbers():

    days = [Day(date(2026, 3, 21), 10, "ده"), Day(date(2026, 3, 22), 20, "بیست")]

    html = DailyChart(title="فروش", key="sales", days=days).render_html()
    bars = DailyChart(title="فروش", key="sales", days=days).get_context_data()["bars"]

    assert bars[0]["x"] > bars[1]["x"]
    assert bars[1]["height"] == 2 * bars[0]["height"]
    assert "بیست" in html
    assert 'role="img"' in html
