// Amounts are grouped while they are typed: 125000 → 125,000; Persian digits stay Persian.
(function () {
  "use strict";

  function grouped(text) {
    const [whole, ...rest] = text.replace(/[\s,٬،]/g, "").split(/[.٫]/);
    const marked = whole.replace(/[0-9۰-۹٠-٩](?=(?:[0-9۰-۹٠-٩]{3})+$)/g, `$&${/[۰-۹]/.test(whole) ? "٬" : ","}`);
    return rest.length ? `${marked}.${rest.join("")}` : marked;
  }

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches("[data-toman]")) return;
    const behind = field.value.length - field.selectionEnd;
    field.value = grouped(field.value);
    const place = Math.max(0, field.value.length - behind);
    field.setSelectionRange(place, place);
  });
})();
