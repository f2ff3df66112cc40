"""Pages are Persian until a person switches; the API speaks as it is spoken to."""

import pytest
from django.test import Client

from pages.models import HomePage


@pytest.mark.parametrize("asked", ["en-US,en;q=0.9", "de", "fa", ""])
def test_a_phone_set_to_english_still_reads_persian_pages(client: Client, home: HomePage, asked: str) -> None:
    assert '<html lang="fa" dir="rtl">' in client.get("/", headers={"accept-language": asked}).text


def test_a_person_may_switch(client: Client, home: HomePage) -> None:
    client.cookies["django_language"] = "en"
    assert '<html lang="en" dir="ltr">' in client.get("/").text
    client.cookies["django_language"] = "klingon"
    assert '<html lang="fa" dir="rtl">' in client.get("/").text


def test_the_api_follows_the_header(client: Client, home: HomePage) -> None:
    def detail(language: str) -> str:
        told: str = client.get("/api/v1/content/screens/?screen=none", headers={"accept-language": language}).json()[
            "detail"
        ]
        return told

    assert detail("en") == "There is no such screen."
    assert detail("fa") != detail("en")
