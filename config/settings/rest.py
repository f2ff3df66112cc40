"""Django REST Framework and the OpenAPI schema."""

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["commerce.foundation.accounts.api.authentication.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["commerce.foundation.core.rest.permissions.Nobody"],
    "DEFAULT_RENDERER_CLASSES": ["commerce.foundation.core.rest.rendering.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["commerce.foundation.core.rest.parsing.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "commerce.foundation.core.rest.schema.Schema",
    "EXCEPTION_HANDLER": "commerce.foundation.core.rest.problems.problem_response",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "DEFAULT_VERSIONING_CLASS": None,
    "URL_FORMAT_OVERRIDE": None,
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Asoud API",
    "VERSION": "1",
    "DESCRIPTION": "The mobile API of the marketplace. Money is whole rials; times are ISO 8601.",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "ENUM_NAME_OVERRIDES": {
        "OrderStatus": "commerce.shop.order.models.Order.Status",
        "VendorOrderStatus": "commerce.shop.order.models.VendorOrder.Status",
        "ParcelStatus": "commerce.shop.order.models.Parcel.Status",
        "PaymentStatus": "commerce.money.payments.models.Payment.Status",
        "BankAccountStatus": "commerce.money.remittances.models.BankAccount.Status",
        "PayoutStatus": "commerce.earnings.payouts.models.Payout.Status",
        "PayoutKind": "commerce.earnings.payouts.models.Payout.Kind",
        "PayoutOutcome": "commerce.earnings.payouts.models.Outcome",
        "RefundRequestStatus": "commerce.shop.refunds.models.RefundRequest.Status",
        "RefundTo": "commerce.shop.refunds.choices.To",
        "RemittanceStatus": "commerce.money.remittances.models.Remittance.Status",
        "WorkStatus": "commerce.foundation.core.works.Work.Status",
        "RefundKind": "commerce.shop.refunds.choices.Kind",
        "InvoiceKind": "commerce.money.invoices.models.Invoice.Kind",
        "PaymentMethod": "commerce.money.payments.models.Payment.Method",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    # The gate compares the schema with the committed one, warnings as failures; the check would also ask a database.
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
    "PREPROCESSING_HOOKS": ["commerce.foundation.core.rest.schema.only_our_api"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "commerce.foundation.core.rest.schema.add_problem_responses",
        "commerce.foundation.core.rest.examples.add_examples",
    ],
}
