"""Which Django permission each screen of papers asks for."""

from commerce.money.invoices.models import CommissionRun, Invoice, InvoiceSeries
from commerce.money.invoices.policies import BILL, RETRY, VIEW
from commerce.money.tax.models import TaxProfile
from dashboards.base.rows import StaffRowPolicy

INVOICES = StaffRowPolicy(Invoice, rights={"view": VIEW, "retry": RETRY})
SERIES = StaffRowPolicy(InvoiceSeries, rights={"view": VIEW})
RUNS = StaffRowPolicy(CommissionRun, rights={"view": VIEW, "add": BILL})
PROFILES = StaffRowPolicy(TaxProfile, rights={"view": "tax.change_taxprofile", "add": "tax.change_taxprofile"})
