// Ctrl+K: find screens, orders, products, markets and people from anywhere.
(function () {
  "use strict";

  const dialog = document.getElementById("desk-palette");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("ul");
  let asked = 0;
  let timer = 0;

  function option(hit, place) {
    const item = document.createElement("li");
    item.setAttribute("role", "option");
    item.id = `desk-hit-${place}`;
    const link = document.createElement("a");
    link.href = hit.url;
    link.tabIndex = -1;
    for (const [name, text] of [["group", hit.group], ["title", hit.title], ["note", hit.note]]) {
      const span = document.createElement("span");
      span.className = `desk-palette__${name}`;
      span.textContent = text;
      link.append(span);
    }
    item.append(link);
    return item;
  }

  function say(text) {
    const item = document.createElement("li");
    item.className = "desk-palette__empty";
    item.textContent = text;
    list.replaceChildren(item);
  }

  function choose(place) {
    const options = [...list.querySelectorAll("[role=option]")];
    if (!options.length) return;
    const wanted = (place + options.length) % options.length;
    options.forEach((item, index) => item.setAttribute("aria-selected", String(index === wanted)));
    input.setAttribute("aria-activedescendant", options[wanted].id);
    options[wanted].scrollIntoView({ block: "nearest" });
  }

  function chosen() {
    return [...list.querySelectorAll("[role=option]")].findIndex((item) => item.getAttribute("aria-selected") === "true");
  }

  async function ask() {
    const turn = ++asked;
    list.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${dialog.dataset.url}?q=${encodeURIComponent(input.value)}`, { credentials: "same-origin" });
      const found = await answer.json();
      if (turn !== asked) return;
      if (!found.hits.length) say(list.dataset.nothing);
      else { list.replaceChildren(...found.hits.map(option)); choose(0); }
    } catch {
      if (turn === asked) say(list.dataset.broken);
    } finally {
      if (turn === asked) list.removeAttribute("aria-busy");
    }
  }

  function open() {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    ask();
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.code === "KeyK") {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-palette-open]")) open(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  input.addEventListener("keydown", (event) => {
    const at = chosen();
    if (event.key === "ArrowDown") { event.preventDefault(); choose(at + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose(at - 1); }
    if (event.key === "Enter") {
      event.preventDefault();
      const link = list.querySelector("[aria-selected=true] a");
      if (link) location.href = link.href;
    }
  });
})();
