// One more line of the cart without asking the server, a new one by Enter in the last; and printing.
(function () {
  "use strict";

  const list = document.querySelector("[data-simlines]");
  const add = document.querySelector("[data-add-line]");
  const print = document.querySelector("[data-print]");
  if (print) { print.hidden = false; print.addEventListener("click", () => window.print()); }
  if (!list || !add) return;
  let made = list.children.length;

  function more() {
    const last = list.lastElementChild;
    const row = last.cloneNode(true);
    row.querySelectorAll(".desk-pick__chips, .desk-pick__found, .desk-pick > input, .error-message").forEach((piece) => piece.remove());
    row.querySelectorAll("[data-pick]").forEach((box) => {
      delete box.dataset.ready;
      box.querySelector("script").textContent = "{}";
    });
    row.querySelectorAll("input, textarea").forEach((field) => {
      field.value = "";
      field.textContent = "";
      field.id = field.id.replace(/_\d+_/, `_${made}_`);
    });
    made += 1;
    list.append(row);
    document.dispatchEvent(new CustomEvent("desk:added", { detail: row }));
    row.querySelector("input").focus();
  }

  add.hidden = false;
  add.addEventListener("click", more);
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || !event.target.matches("[name=quantity]")) return;
    event.preventDefault();
    const next = event.target.closest("li").nextElementSibling;
    if (next) next.querySelector("input").focus(); else more();
  });
})();
