// Small service forms open in a dialog over the page; without scripts the same links are pages.
(function () {
  "use strict";

  function busy(event) {
    const button = event.submitter || event.target.querySelector("[data-busy]");
    if (!button || !button.dataset.busy) return;
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    event.target.dataset.sent = "yes";
    button.setAttribute("aria-busy", "true");
    button.textContent = button.dataset.busy;
  }

  // What a form in a dialog is drawn with and moved by, when the page under it has no such form.
  function furnish(page) {
    page.querySelectorAll("link[rel=stylesheet], script[src]").forEach((piece) => {
      const [name, address] = piece.src ? ["script", "src"] : ["link", "href"];
      const value = piece.getAttribute(address);
      if (document.querySelector(`${name}[${address}="${CSS.escape(value)}"]`)) return;
      document.head.append(Object.assign(document.createElement(name), piece.src ? { src: value } : { rel: "stylesheet", href: value }));
    });
  }

  async function open(link) {
    const answer = await fetch(link.href, { credentials: "same-origin" });
    if (!answer.ok) { location.href = link.href; return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const content = page.querySelector("[data-dialog-content]");
    if (!content) { location.href = link.href; return; }
    const dialog = document.createElement("dialog");
    dialog.className = "desk-dialog";
    dialog.append(content);
    dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-dialog-close]")) {
        event.preventDefault();
        dialog.close();
      }
    });
    document.body.append(dialog);
    dialog.showModal();
    furnish(page);
    const first = dialog.querySelector("input:not([type=hidden]), textarea, select, button");
    if (first) first.focus();
    document.dispatchEvent(new CustomEvent("desk:opened", { detail: dialog }));
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-dialog]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link).catch(() => { location.href = link.href; });
  });
  document.addEventListener("submit", busy);
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
