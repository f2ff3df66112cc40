"""What people here type about themselves: read in any shape, kept in one, refused when it cannot be."""

from commerce.foundation.core.validators.banking import (
    Bank,
    bank_of_card,
    bank_of_iban,
    banks,
    mask_card,
    mask_iban,
    normalise_card,
    normalise_iban,
    validate_card,
    validate_iban,
)
from commerce.foundation.core.validators.identities import (
    normalise_legal_id,
    normalise_national_code,
    validate_legal_id,
    validate_national_code,
)
from commerce.foundation.core.validators.invalid import InvalidValue
from commerce.foundation.core.validators.mobiles import (
    display_mobile,
    local_mobile,
    mask_mobile,
    normalise_mobile,
    validate_mobile,
)
from commerce.foundation.core.validators.postal import (
    looks_like_postal_code,
    normalise_postal_code,
    validate_postal_code,
)

__all__ = [
    "Bank",
    "InvalidValue",
    "bank_of_card",
    "bank_of_iban",
    "banks",
    "display_mobile",
    "local_mobile",
    "looks_like_postal_code",
    "mask_card",
    "mask_iban",
    "mask_mobile",
    "normalise_card",
    "normalise_iban",
    "normalise_legal_id",
    "normalise_mobile",
    "normalise_national_code",
    "normalise_postal_code",
    "validate_card",
    "validate_iban",
    "validate_legal_id",
    "validate_mobile",
    "validate_national_code",
    "validate_postal_code",
]
