"""What is installed, storey by storey (docs/adr and commerce/README.md explain the order)."""

FOUNDATION = [
    "commerce.foundation.core.apps.CoreConfig",
    "commerce.foundation.audit.apps.AuditConfig",
    "commerce.foundation.flags.apps.FlagsConfig",
    "commerce.foundation.regions.apps.RegionsConfig",
    "commerce.foundation.sms.apps.SmsConfig",
    "commerce.foundation.accounts.apps.AccountsConfig",
    "commerce.foundation.address.apps.AddressConfig",
]
MONEY = [
    "commerce.money.ledger.apps.LedgerConfig",
    "commerce.money.tax.apps.TaxConfig",
    "commerce.money.remittances.apps.RemittancesConfig",
    "commerce.money.payments.apps.PaymentsConfig",
    "commerce.money.wallets.apps.WalletsConfig",
    "commerce.money.settlement.apps.SettlementConfig",
    "commerce.money.reconciliation.apps.ReconciliationConfig",
    "commerce.money.invoices.apps.InvoicesConfig",
]
SHOP = [
    "commerce.shop.markets.apps.MarketsConfig",
    "commerce.shop.plans.apps.PlansConfig",
    "commerce.shop.catalogue.apps.CatalogueConfig",
    "commerce.shop.partner.apps.PartnerConfig",
    "commerce.shop.offer.apps.OfferConfig",
    "commerce.shop.voucher.apps.VoucherConfig",
    "commerce.shop.commissions.apps.CommissionsConfig",
    "commerce.shop.shipping.apps.ShippingConfig",
    "commerce.shop.basket.apps.BasketConfig",
    "commerce.shop.order.apps.OrderConfig",
    "commerce.shop.checkout.apps.CheckoutConfig",
    "commerce.shop.refunds.apps.RefundsConfig",
    "commerce.shop.reviews.apps.ReviewsConfig",
    "commerce.shop.listing.apps.ListingConfig",
]
EARNINGS = ["commerce.earnings.debts.apps.DebtsConfig", "commerce.earnings.payouts.apps.PayoutsConfig"]
SITE = ["pages.apps.PagesConfig", "mobile.apps.MobileConfig", "storefront.apps.StorefrontConfig"]
DASHBOARDS = [
    "dashboards.base.apps.DashboardsBaseConfig",
    "dashboards.staff.apps.StaffDashboardConfig",
    "dashboards.vendor.apps.VendorDashboardConfig",
]

# Oscar's own apps that we keep only because migrations of the forks name them.
OSCAR = [
    "commerce.oscar_apps.OscarShell",
    "commerce.oscar_apps.OscarDashboardLabel",
    "commerce.oscar_apps.OscarAnalytics",
    "commerce.oscar_apps.OscarCommunication",
    "commerce.oscar_apps.OscarCustomer",
    "commerce.oscar_apps.OscarPayment",
    "commerce.oscar_apps.OscarSearch",
    "commerce.oscar_apps.OscarWishlists",
]
WAGTAIL = [
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
]
DJANGO = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.flatpages",
    "django.contrib.admin",
]
LIBRARIES = [
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "channels",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "widget_tweaks",
    "haystack",
    "treebeard",
    "django_tables2",
]

# Ours come first so that their templates and translations win.
INSTALLED_APPS = [*DASHBOARDS, *SITE, *FOUNDATION, *MONEY, *SHOP, *EARNINGS, *OSCAR, *WAGTAIL, *DJANGO, *LIBRARIES]
