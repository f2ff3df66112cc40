"""How often one address or number may knock, as data."""

from django.conf import settings

from commerce.foundation.accounts.backoff import Backoff

HOUR, DAY = 3600, 24 * 3600

# Mobile operators put thousands of people behind one address, so addresses are given much.
CODES_ASKED = Backoff("code_asked", free=settings.CODES_PER_ADDRESS, first_wait=10, longest_wait=HOUR, memory=HOUR)
CODES_TRIED = Backoff("code_tried", free=settings.CODES_PER_ADDRESS, first_wait=10, longest_wait=HOUR, memory=HOUR)
PASSWORDS_OF_NUMBER = Backoff("password", free=5, first_wait=30, longest_wait=HOUR, memory=DAY)
PASSWORDS_OF_ADDRESS = Backoff("password_address", free=30, first_wait=10, longest_wait=HOUR, memory=HOUR)
