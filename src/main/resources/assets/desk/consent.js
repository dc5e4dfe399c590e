/* Consent icons: Escape closes the menu and returns to its icon, arrows move, elsewhere closes. */
const opened = (element) => element.closest?.("details.consent-icon[open]");

document.addEventListener("keydown", (event) => {
  const icon = opened(event.target);
  if (!icon) return;
  if (event.key === "Escape") {
    icon.open = false;
    icon.querySelector("summary").focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = [...icon.querySelectorAll("summary, .consent-menu a, .consent-menu button")];
  const place = stops.indexOf(document.activeElement) + step;
  stops[(place + stops.length) % stops.length].focus();
  event.preventDefault();
});

document.addEventListener("focusout", (event) => {
  const icon = opened(event.target);
  if (icon && event.relatedTarget && !icon.contains(event.relatedTarget)) icon.open = false;
});

document.addEventListener("click", (event) => {
  for (const icon of document.querySelectorAll("details.consent-icon[open]")) {
    if (!icon.contains(event.target)) icon.open = false;
  }
});
