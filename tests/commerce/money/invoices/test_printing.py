"""The print of a paper: Persian that reads, fonts inside, made once and kept."""

from pathlib import Path

import pypdfium2
import pytest

from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden
from commerce.foundation.core.private_files import private_files
from commerce.money.invoices import services
from commerce.money.invoices.errors import NotNumberedYet, PaperDamaged, PaperFailed
from commerce.money.invoices.models import Paper
from tests.commerce.money.invoices.papers import asked, buyer, numbered, row, seller

pytestmark = pytest.mark.django_db

CLERK = Actor(kind="user", ref="x", rights=frozenset({"invoices.change_paper"}))


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in pages).replace("\r", "")


def words_in(pdf: bytes) -> str:
    """Its letters alone: where a line breaks, and how half-spaces are drawn, is the printer's."""
    return "".join(letter for letter in text_of(pdf) if letter.isalnum())


def plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def fonts_of(pdf: bytes) -> set[str]:
    pages = pypdfium2.PdfDocument(pdf)
    return {
        found.get_font().get_base_name() for page in pages for found in page.get_objects() if hasattr(found, "get_font")
    }


def test_a_paper_says_what_was_sold_in_persian():
    invoice = numbered(row(name="پیراهن مردانهٔ آستین‌بلند", quantity=2), order_number="1000234567")

    pdf = services.take_paper(invoice=invoice).content

    said = words_in(pdf)
    for words in ("صورت‌حساب فروش", "پیراهن مردانهٔ آستین‌بلند", "سارا محمدی‌نژاد", "چای‌خانهٔ شمال", "۱۰۰۰۲۳۴۵۶۷"):
        assert plain(words) in said
    assert plain("یک میلیون و یکصد هزار ریال") in said
    assert plain("۱٬۱۰۰٬۰۰۰") in said
    assert "10380284790" in plain(text_of(pdf)).translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))


def test_its_fonts_are_inside():
    pdf = services.take_paper(invoice=numbered()).content

    assert all("Vazirmatn" in name and "+" in name for name in fonts_of(pdf))
    assert b"/FontFile" in pdf


def test_english_is_for_who_reads_it():
    invoice = numbered(row(tax=100_000))

    said = text_of(services.take_paper(invoice=invoice, language="en").content)

    assert "Sale invoice" in said
    assert "one million one hundred thousand rials" in said
    assert Paper.objects.filter(invoice=invoice).count() == 2


def test_a_seller_who_takes_no_tax_has_no_line_for_it():
    invoice = numbered(row(tax=0, tax_class="", percent=0), notes=["unregistered"], issuer=seller(is_registered=False))

    said = words_in(services.take_paper(invoice=invoice).content)

    assert plain("ثبت نشده") in said
    assert plain("مالیات و عوارض") not in said


def test_a_credit_note_names_what_it_corrects():
    invoice = numbered(row(ref="tea"))
    note = services.ask_credit_note(
        cause="back",
        corrects=invoice,
        parts=[services.Credited("tea", 11_000, quantity=1)],
        happened_at=invoice.asked_at,
    )
    services.number_waiting(issuer_kind="market", issuer_ref="m1")
    note.refresh_from_db()

    said = words_in(services.take_paper(invoice=note).content)

    assert plain("برگشت از فروش") in said
    assert plain("مربوط به صورت‌حساب") in said


def test_two_hundred_lines_run_over_pages_under_the_same_headings():
    invoice = numbered(*[row(name=f"کالای شمارهٔ {number}", ref=str(number)) for number in range(200)])

    pages = pypdfium2.PdfDocument(services.take_paper(invoice=invoice).content)

    assert len(pages) > 3
    headings = [plain(page.get_textpage().get_text_range()) for page in pages]
    assert sum(plain("مبلغ واحد") in heading for heading in headings) >= len(pages) - 1


def test_very_long_names_stay_on_the_sheet():
    invoice = numbered(
        row(name="کتاب «می‌خواهم زنده بمانم» " * 7, quantity=10**6, amount=9 * 10**14),
        buyer=buyer(name="سیده‌فاطمه‌زهرا موسوی‌نژاد‌اصل‌آذربایجانی " * 4, address="تهران، " * 60),
        issuer=seller(name="شرکت‌سهامی‌خاص" * 10),
    )

    page = pypdfium2.PdfDocument(services.take_paper(invoice=invoice).content)[0]

    width, _height = page.get_size()
    boxes = [found.get_bounds() for found in page.get_objects() if hasattr(found, "get_font")]
    assert all(left >= 30 and right <= width - 30 for left, _bottom, right, _top in boxes)


def test_what_people_write_is_only_text():
    invoice = numbered(row(name='#panic() $x^2$ *bold* @label [..] "'))

    assert "#panic() $x^2$ *bold* @label" in text_of(services.take_paper(invoice=invoice, language="en").content)


def test_a_paper_is_the_same_every_time(monkeypatch):
    invoice = numbered()
    first = services.take_paper(invoice=invoice)

    monkeypatch.setattr("commerce.money.invoices.services.printing.typeset", None)
    assert services.take_paper(invoice=invoice) == first
    assert first.name == f"sale-{invoice.label}-fa.pdf"


def test_a_file_that_was_tampered_with_is_not_handed_out():
    invoice = numbered()
    services.take_paper(invoice=invoice)
    paper = Paper.objects.get()
    Path(private_files().path(paper.file.name)).write_bytes(b"another")

    with pytest.raises(PaperDamaged):
        services.take_paper(invoice=invoice)


def test_there_is_no_paper_before_there_is_a_number():
    with pytest.raises(NotNumberedYet):
        services.take_paper(invoice=asked())


def test_papers_that_have_their_number_are_printed_by_themselves():
    numbered()

    assert services.print_waiting() == 1
    assert Paper.objects.get().status == "kept"
    assert services.print_waiting() == 0


def test_a_print_that_failed_is_tried_again_when_somebody_says_so(monkeypatch):
    invoice = numbered()
    with monkeypatch.context() as patch:
        patch.setattr("commerce.money.invoices.services.printing.TEMPLATE", Path("nowhere.typ"))
        with pytest.raises(PaperFailed):
            services.take_paper(invoice=invoice)
    failed = Paper.objects.get()
    assert failed.status == "failed"
    assert failed.problem

    with pytest.raises(Forbidden):
        services.retry_paper(actor=Actor(kind="user", ref="x"), paper=failed)
    services.retry_paper(actor=CLERK, paper=failed)
    services.print_waiting()

    assert Paper.objects.get().status == "kept"


def test_several_papers_may_be_taken_in_one_file():
    papers = [numbered(row(name="چای")), numbered(row(name="قوری"), issuer=seller("m2"))]

    pages = pypdfium2.PdfDocument(services.take_papers(invoices=papers, name="order").content)

    assert len(pages) == 2


def test_an_order_keeps_the_letters_and_digits_it_is_known_by():
    invoice = numbered(order_number="743x3fdaj9ep")

    said = words_in(services.take_paper(invoice=invoice).content)

    # In what order such runs are read out of a PDF is the reader's guess.
    assert all(run in said for run in ("743", "fdaj", "ep"))
    assert not set("۷۴۳۹") & set(said[said.index("سفارش") : said.index("مشخصاتفروشنده")])
