// Pictures are put in order by dragging or by buttons; the new order is sent when kept.
(function () {
  "use strict";

  const list = document.querySelector("[data-pictures]");
  const form = document.querySelector("[data-pictures-form]");
  if (!list || !form) return;
  let dragged = null;

  function changed() {
    form.elements.images.value = [...list.children].map((item) => item.dataset.picture).join(",");
    form.hidden = false;
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const item = button.closest("li");
    const other = button.dataset.move === "-1" ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (button.dataset.move === "-1") other.before(item); else other.after(item);
    button.focus();
    changed();
  });
  list.addEventListener("dragstart", (event) => { dragged = event.target.closest("li"); });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const items = [...list.children];
    if (items.indexOf(over) < items.indexOf(dragged)) over.before(dragged); else over.after(dragged);
  });
  list.addEventListener("dragend", () => { if (dragged) changed(); dragged = null; });
})();
