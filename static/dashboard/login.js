// "Send it again" opens when its time has come; without a script it is open, and the server says when.
for (const button of document.querySelectorAll("[data-wait]")) {
  const words = button.textContent;
  const opens = Date.now() + Number(button.dataset.wait) * 1000;
  const tick = () => {
    const left = Math.ceil((opens - Date.now()) / 1000);
    button.disabled = left > 0;
    button.textContent = left > 0 ? `${words} (${left.toLocaleString(document.documentElement.lang)})` : words;
    if (left > 0) setTimeout(tick, 250);
  };
  tick();
}
document.querySelector(".door__card input:not([type=hidden])")?.focus();
