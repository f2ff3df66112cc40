from commerce.money.invoices.models.billing import CommissionRun
from commerce.money.invoices.models.invoice import Invoice
from commerce.money.invoices.models.paper import Paper
from commerce.money.invoices.models.series import InvoiceSeries

__all__ = ["CommissionRun", "Invoice", "InvoiceSeries", "Paper"]
