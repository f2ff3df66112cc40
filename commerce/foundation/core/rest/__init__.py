"""The REST bases: one view class per audience, problems, keyset pages, safe retries, validators for caches.

This package and the `api/` packages are the only places that import Django REST Framework.
"""
