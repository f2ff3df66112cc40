// Rows are chosen by searching for them; what is chosen stands as chips, and the text beneath holds it for the form.
(function () {
  "use strict";

  let made = 0;

  function element(name, properties, ...inside) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  }

  function furnish(box) {
    const text = box.querySelector("textarea");
    if (!text || box.dataset.ready) return;
    box.dataset.ready = "yes";
    const labels = JSON.parse(box.querySelector("script[type='application/json']").textContent || "{}");
    const single = "single" in box.dataset;
    const id = `pick-${++made}`;
    const chips = element("ul", { className: "desk-pick__chips" });
    const list = element("ul", { className: "desk-pick__found", id, hidden: true });
    list.setAttribute("role", "listbox");
    const input = element("input", { type: "text", placeholder: box.dataset.search, autocomplete: "off" });
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", id);
    const label = text.id && document.querySelector(`label[for="${CSS.escape(text.id)}"]`);
    if (label) { label.id = label.id || `${id}-label`; input.setAttribute("aria-labelledby", label.id); }
    else if (text.getAttribute("aria-label")) input.setAttribute("aria-label", text.getAttribute("aria-label"));
    text.hidden = true;
    box.append(chips, input, list);
    let waiting, asked = 0, current = -1;

    const values = () => text.value.split("\n").map((line) => line.trim()).filter(Boolean);
    function keep(kept) {
      text.value = kept.join("\n");
      text.dispatchEvent(new Event("change", { bubbles: true }));
      draw();
    }
    function draw() {
      chips.replaceChildren(...values().map((value) => {
        const button = element("button", { type: "button", textContent: "×", title: box.dataset.remove });
        button.setAttribute("aria-label", `${box.dataset.remove}: ${labels[value] || value}`);
        button.addEventListener("click", () => { keep(values().filter((one) => one !== value)); input.focus(); });
        return element("li", {}, element("span", { textContent: labels[value] || value }), button);
      }));
      input.hidden = single && values().length > 0;
    }
    function close() { list.hidden = true; current = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); }
    function choose(option) {
      labels[option.dataset.value] = option.dataset.label;
      keep(single ? [option.dataset.value] : [...new Set([...values(), option.dataset.value])]);
      input.value = "";
      close();
      if (single) (chips.querySelector("button") || input).focus(); else input.focus();
    }
    function point(place) {
      const options = [...list.querySelectorAll("[role=option]")];
      current = options.length ? (place + options.length) % options.length : -1;
      options.forEach((option, at) => option.setAttribute("aria-selected", String(at === current)));
      if (current >= 0) { input.setAttribute("aria-activedescendant", options[current].id); options[current].scrollIntoView({ block: "nearest" }); }
    }
    async function find() {
      const typed = input.value.trim();
      const turn = ++asked;
      if (!typed) { close(); return; }
      const answer = await fetch(`${box.dataset.address}?q=${encodeURIComponent(typed)}`, { credentials: "same-origin" });
      if (turn !== asked || !answer.ok) return;
      const { found } = await answer.json();
      list.replaceChildren(...found.map((one, at) => {
        const option = element("li", { id: `${id}-${at}` }, element("span", { textContent: one.label }), element("small", { textContent: one.note }));
        Object.assign(option.dataset, { value: one.value, label: one.label });
        option.setAttribute("role", "option");
        option.addEventListener("mousedown", (event) => { event.preventDefault(); choose(option); });
        return option;
      }));
      if (!found.length) list.append(element("li", { className: "desk-quiet", textContent: box.dataset.none }));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      point(0);
    }

    input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(find, 150); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      const options = [...list.querySelectorAll("[role=option]")];
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) return;
        event.preventDefault();
        point(current + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && !list.hidden && options[current]) {
        event.preventDefault();
        choose(options[current]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
      } else if (event.key === "Backspace" && !input.value && values().length) {
        keep(values().slice(0, -1));
      }
    });
    draw();
  }

  const all = (root) => root.querySelectorAll("[data-pick]").forEach(furnish);
  document.addEventListener("desk:opened", (event) => all(event.detail));
  document.addEventListener("desk:added", (event) => all(event.detail));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => all(document));
  else all(document);
})();
