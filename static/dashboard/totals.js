// What the chosen rows add up to, in the unit people count in, while they are chosen.
(function () {
  "use strict";

  function show() {
    const rows = [...document.querySelectorAll("[data-amount]")];
    const chosen = rows.filter((row) => row.checked);
    const shown = document.querySelector("[data-chosen-total]");
    const total = chosen.reduce((sum, row) => sum + BigInt(row.dataset.amount), 0n) / BigInt(shown.dataset.rials);
    const number = new Intl.NumberFormat(document.documentElement.lang || "fa").format(total);
    shown.textContent = `${number} ${shown.dataset.unit}`;
    document.querySelector("[data-choose-all]").checked = chosen.length === rows.length;
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-choose-all]")) {
      document.querySelectorAll("[data-amount]").forEach((row) => { row.checked = event.target.checked; });
    }
    if (event.target.matches("[data-choose-all], [data-amount]")) show();
  });
  if (document.querySelector("[data-chosen-total]")) show();
})();
