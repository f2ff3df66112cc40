"""Sadad's signature: triple DES of a few values, whose key the bank gives in base64."""

import base64
import binascii

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.padding import PKCS7

from commerce.foundation.core.errors import Refused
from commerce.money.payments.gateways.sadad.codes import BAD_KEY


def sign(text: str, *, key: str) -> str:
    """The base64 of the encrypted text; Refused where the key is none."""
    padder = PKCS7(TripleDES.block_size).padder()
    padded = padder.update(text.encode()) + padder.finalize()
    # The bank's choice, not ours: it proves that we know the key and hides nothing that matters.
    encryptor = Cipher(TripleDES(_key(key)), modes.ECB()).encryptor()  # noqa: S305
    return base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode()


def _key(typed: str) -> bytes:
    try:
        key = base64.b64decode(typed, validate=True)
    except (binascii.Error, ValueError):
        raise Refused(BAD_KEY) from None
    if len(key) not in {16, 24}:
        raise Refused(BAD_KEY)
    return key if len(key) == 24 else key + key[:8]
