// One letter does what the button with that letter does, unless somebody is typing.
(function () {
  "use strict";

  // The same keys on a Persian keyboard.
  const PERSIAN = { "ش": "a", "ح": "p", "س": "s", "ی": "d", "ق": "r", "د": "n" };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, dialog, [contenteditable=true]")) return;
    const key = PERSIAN[event.key] || event.key.toLowerCase();
    if (!/^[a-z]$/.test(key)) return;
    const target = document.querySelector(`[data-key="${key}"]`);
    if (!target) return;
    event.preventDefault();
    target.click();
  });
})();
