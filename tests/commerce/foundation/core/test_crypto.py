import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps

from commerce.foundation.core.crypto import EncryptedTextField, Secret, blind_index, decrypt, encrypt, rotate


def test_a_token_tells_nothing_and_is_read_back():
    token = encrypt("IR820540102680020817909002")

    assert "9002" not in token
    assert token != encrypt("IR820540102680020817909002")
    assert decrypt(token) == "IR820540102680020817909002"


def test_a_secret_does_not_show_itself():
    secret = decrypt(encrypt("همه‌چیز"))

    assert repr({"iban": secret}) == "{'iban': Secret('…')}"
    assert str(secret) == "همه‌چیز"


def test_keys_change_without_losing_what_the_old_ones_wrote(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_ENCRYPTION_KEYS = [old]
    token = encrypt("راز")

    settings.FIELD_ENCRYPTION_KEYS = [new, old]
    rotated = rotate(token)

    assert decrypt(token) == "راز"
    settings.FIELD_ENCRYPTION_KEYS = [new]
    assert decrypt(rotated) == "راز"
    with pytest.raises(InvalidToken):
        decrypt(token)


def test_a_blind_index_finds_a_value_and_links_nothing(settings):
    assert blind_index("0499370899") == blind_index("0499370899")
    assert blind_index("0499370899") != blind_index("0790419904")
    assert blind_index("0499370899", purpose="code") != blind_index("0499370899", purpose="iban")
    before = blind_index("0499370899")
    settings.BLIND_INDEX_KEY = "quite another key"
    assert blind_index("0499370899") != before


@pytest.mark.django_db
@isolate_apps("commerce.foundation.core")
def test_an_encrypted_column_holds_a_token_and_gives_back_the_text():
    class Account(models.Model):
        iban = EncryptedTextField(null=True)

        class Meta:
            app_label = "core"

    with connection.schema_editor() as editor:
        editor.create_model(Account)
    Account.objects.create(iban="IR820540102680020817909002")
    with connection.cursor() as cursor:
        cursor.execute("SELECT iban FROM core_account")
        (stored,) = cursor.fetchone()

    assert "9002" not in stored
    assert Account.objects.get().iban == "IR820540102680020817909002"
    assert isinstance(Account(iban="IR82").iban, Secret)
    assert Account.objects.filter(iban__isnull=False).count() == 1
    with pytest.raises(FieldError):
        Account.objects.filter(iban="IR820540102680020817909002")
