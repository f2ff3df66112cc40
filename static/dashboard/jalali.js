// A small Jalali calendar beside every date field. The field stays a plain text: typing works without it.
(function () {
  "use strict";

  const persian = document.documentElement.lang.startsWith("fa");
  const MONTHS = persian
    ? ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
    : ["Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand"];
  const WEEK = persian ? ["ش", "ی", "د", "س", "چ", "پ", "ج"] : ["Sa", "Su", "Mo", "Tu", "We", "Th", "Fr"];
  const WORDS = persian
    ? { previous: "ماه قبل", next: "ماه بعد", today: "امروز", clear: "پاک کردن", open: "تقویم" }
    : { previous: "Previous month", next: "Next month", today: "Today", clear: "Clear", open: "Calendar" };
  const shownIn = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" });
  const DAY = 86400000;

  function digits(text) {
    return persian ? String(text).replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]) : String(text);
  }

  function ascii(text) {
    return text.replace(/[۰-۹]/g, (d) => "۰۱۲۳۴۵۶۷۸۹".indexOf(d)).replace(/[٠-٩]/g, (d) => "٠١٢٣٤٥٦٧٨٩".indexOf(d));
  }

  function toJalali(time) {
    const parts = Object.fromEntries(shownIn.formatToParts(new Date(time)).map((part) => [part.type, part.value]));
    return { year: Number(parts.year), month: Number(parts.month), day: Number(parts.day) };
  }

  // The first day of a month: guessed from the length of months, corrected by the browser's own calendar.
  function monthStart(year, month) {
    const before = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
    let time = Date.UTC(year + 621, 2, 21) + before * DAY;
    for (let tries = 0; tries < 6; tries += 1) {
      const seen = toJalali(time);
      if (seen.year === year && seen.month === month) return time - (seen.day - 1) * DAY;
      time += seen.year < year || (seen.year === year && seen.month < month) ? DAY : -DAY;
    }
    return time;
  }

  function lengthOf(year, month) {
    const next = month === 12 ? monthStart(year + 1, 1) : monthStart(year, month + 1);
    return Math.round((next - monthStart(year, month)) / DAY);
  }

  function today() {
    const now = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Tehran" }).format(new Date());
    return toJalali(Date.parse(`${now}T00:00:00Z`));
  }

  function typedIn(field) {
    const found = ascii(field.value).match(/^\s*(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})\s*$/);
    return found ? { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) } : null;
  }

  function written(day) {
    const two = (number) => String(number).padStart(2, "0");
    return digits(`${day.year}/${two(day.month)}/${two(day.day)}`);
  }

  function button(text, label, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", action);
    return made;
  }

  function attach(field) {
    if (field.dataset.jalaliReady) return;
    field.dataset.jalaliReady = "yes";
    const box = document.createElement("span");
    box.className = "desk-jalali";
    field.replaceWith(box);
    const popup = document.createElement("div");
    popup.className = "desk-jalali__popup";
    popup.hidden = true;
    const opener = button("▾", WORDS.open, () => (popup.hidden ? show() : hide()));
    opener.className = "desk-jalali__open";
    box.append(field, opener, popup);
    let view = null;

    function hide() { popup.hidden = true; }

    function show() {
      view = typedIn(field) || today();
      draw();
      popup.hidden = false;
      popup.classList.remove("desk-jalali__popup--turned");
      const { left, right } = popup.getBoundingClientRect();
      popup.classList.toggle("desk-jalali__popup--turned", left < 0 || right > document.documentElement.clientWidth);
      popup.scrollIntoView({ block: "nearest" });
    }

    function pick(day) {
      field.value = day ? written(day) : "";
      field.dispatchEvent(new Event("change", { bubbles: true }));
      hide();
      field.focus();
    }

    function turn(months) {
      const count = view.year * 12 + view.month - 1 + months;
      view = { year: Math.floor(count / 12), month: (count % 12) + 1, day: 1 };
      draw();
    }

    function draw() {
      const head = document.createElement("div");
      head.className = "desk-jalali__head";
      const title = document.createElement("strong");
      title.textContent = `${MONTHS[view.month - 1]} ${digits(view.year)}`;
      title.setAttribute("aria-live", "polite");
      head.append(button("‹", WORDS.previous, () => turn(-1)), title, button("›", WORDS.next, () => turn(1)));
      const grid = document.createElement("div");
      grid.className = "desk-jalali__grid";
      grid.append(...WEEK.map((name) => Object.assign(document.createElement("span"), { textContent: name })));
      const first = (new Date(monthStart(view.year, view.month)).getUTCDay() + 1) % 7;
      for (let empty = 0; empty < first; empty += 1) grid.append(document.createElement("i"));
      const now = written(today());
      for (let day = 1; day <= lengthOf(view.year, view.month); day += 1) {
        const date = { year: view.year, month: view.month, day };
        const cell = button(digits(day), written(date), () => pick(date));
        if (written(date) === now) cell.setAttribute("aria-current", "date");
        if (field.value && written(date) === digits(ascii(field.value))) cell.setAttribute("aria-pressed", "true");
        grid.append(cell);
      }
      const foot = document.createElement("div");
      foot.className = "desk-jalali__foot";
      foot.append(button(WORDS.today, "", () => pick(today())), button(WORDS.clear, "", () => pick(null)));
      popup.replaceChildren(head, grid, foot);
    }

    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !popup.hidden) { event.stopPropagation(); hide(); field.focus(); }
      if (event.key === "ArrowDown" && event.altKey) { event.preventDefault(); show(); }
    });
    document.addEventListener("click", (event) => { if (!event.composedPath().includes(box)) hide(); });
  }

  function attachAll(root) { root.querySelectorAll("input[data-jalali]").forEach(attach); }

  document.addEventListener("desk:opened", (event) => attachAll(event.detail));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => attachAll(document));
  else attachAll(document);
})();
