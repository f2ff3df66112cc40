"""What must hold of papers; part of `ledger_check`."""

from commerce.money.ledger.drift import drift_check

drift_check(
    "numbers of invoices have no gap",
    finds="""
        SELECT format('%s %s in %s: %s papers, last number %s', series.issuer_kind, series.issuer_ref,
                      series.jalali_year, count(invoice.id), series.last_number)
        FROM invoices_invoiceseries series LEFT JOIN invoices_invoice invoice ON invoice.series_id = series.id
        GROUP BY series.id
        HAVING count(invoice.id) <> series.last_number OR coalesce(max(invoice.number), 0) <> series.last_number
    """,
)
drift_check(
    "no more is credited than was invoiced",
    finds="""
        SELECT format('invoice %s: %s, credited %s', invoice.public_id, invoice.total,
                      sum(note.total) - coalesce(sum(anew.total), 0))
        FROM invoices_invoice invoice
        JOIN invoices_invoice note ON note.corrects_id = invoice.id AND note.kind = 'credit_note'
        LEFT JOIN LATERAL (
            SELECT sum(total) AS total FROM invoices_invoice restored WHERE restored.corrects_id = note.id
        ) anew ON true
        GROUP BY invoice.id HAVING sum(note.total) - coalesce(sum(anew.total), 0) > invoice.total
    """,
)
