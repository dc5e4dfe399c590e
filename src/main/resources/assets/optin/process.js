/* Comfort for the editor of processes: without script each of this has another way. */
const at = (id) => (id ? document.getElementById(id) : null);
const act = (form, fields) => {
  for (const [name, value] of Object.entries(fields)) at(form).elements[name].value = value;
  at(form).requestSubmit();
};

/* What changed is read aloud from a place that stays. */
const said = document.createElement("div");
said.className = "visually-hidden";
said.setAttribute("aria-live", "polite");
document.body.append(said);

const ready = () => {
  for (const box of document.querySelectorAll("[data-movable=true]")) box.draggable = at("act") !== null;
  for (const link of document.querySelectorAll("a.flow-says")) {
    link.draggable = false;
    link.setAttribute("aria-keyshortcuts", "Alt+ArrowUp Alt+ArrowDown Delete");
  }
};
ready();

/* The focus stays where it was, or goes where the change leads. */
let opened = at("panel")?.dataset.step ?? "";
const settings = () => document.querySelector("#settings :is(input:not([type=hidden]), select, textarea)") ?? at("panel");
if (opened && location.hash === "#panel") settings().focus();
/* The focus goes to the panel by itself, and scrolls no further than it must. */
document.addEventListener("htmx:configRequest", (event) => { event.detail.path = event.detail.path.replace(/#panel$/, ""); });
document.addEventListener("htmx:afterSettle", () => {
  if (!at("editor")) return;
  ready();
  const now = at("panel").dataset.step ?? "";
  const conflict = at("conflict");
  const wrong = document.querySelector("#settings [aria-invalid=true], #stays-help");
  const near = at("step-" + (at("editor").dataset.near ?? ""));
  if (conflict) conflict.focus();
  else if (wrong) wrong.focus();
  else if (now && now !== opened) settings().focus();
  else if (document.activeElement === document.body || document.activeElement === null) (near ?? at("step-" + (now || opened)) ?? at("undo"))?.focus();
  opened = now;
  said.textContent = document.querySelector("#said > [role=status]")?.textContent.trim() ?? "";
});
for (const kind of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(kind, () => {
  const offline = at("offline");
  if (!offline) return;
  offline.hidden = false;
  offline.className = "alert alert-danger";
  offline.setAttribute("role", "alert");
  at("editor").prepend(offline);
  offline.scrollIntoView({ block: "nearest" });
});

/* Menus: one at a time, Escape closes, arrows go through. */
document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.(".flow-add") || !event.target.open) return;
  for (const other of document.querySelectorAll(".flow-add[open]")) if (other !== event.target) other.open = false;
  event.target.querySelector("button")?.focus({ preventScroll: true });
  event.target.querySelector(".flow-menu").scrollIntoView({ block: "nearest", inline: "nearest" });
}, true);
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".flow-add[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("submit", (event) => {
  if (event.submitter?.getAttribute("aria-disabled") === "true") { event.preventDefault(); event.stopImmediatePropagation(); }
}, true);

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".flow-add[open]");
  if (menu && event.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
    return;
  }
  if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const choices = [...menu.querySelectorAll("button")];
    const to = choices.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    choices.at(to % choices.length)?.focus();
    event.preventDefault();
    return;
  }
  const box = event.target.closest?.("[data-step]");
  if (box?.matches(".flow-box") && at("act")) {
    const step = box.dataset.step;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      act("act", { step, to: event.key === "ArrowUp" ? "up" : "down" });
      return;
    }
    if (event.key === "Delete") {
      event.preventDefault();
      if (box.dataset.movable === "true") act("act-remove", { step });
      else event.target.closest("a")?.click();
      return;
    }
  }
  if (event.key === "Escape" && event.target.closest?.("#panel")) at("close")?.click();
  if ((event.ctrlKey || event.metaKey) && !event.target.matches?.("input, textarea, select") && at("act")) {
    const key = event.key.toLowerCase();
    if (key === "z" || key === "y") {
      event.preventDefault();
      at(key === "y" || event.shiftKey ? "redo" : "undo")?.click();
    }
  }
});

/* Dragging a step onto a way. */
let dragged = null;
const over = (way) => {
  for (const one of document.querySelectorAll(".flow-over")) if (one !== way) one.classList.remove("flow-over");
  way?.classList.add("flow-over");
};
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-movable=true]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.step);
  dragged.classList.add("flow-dragged");
  setTimeout(() => document.querySelector(".flow")?.classList.add("flow-dragging"));
});
document.addEventListener("dragover", (event) => {
  const way = event.target.closest?.("[data-place]");
  if (!dragged) return;
  over(way ?? null);
  if (way) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const way = event.target.closest?.("[data-place]");
  if (!dragged || !way) return;
  event.preventDefault();
  act("act", { step: dragged.dataset.step, to: "there", place: way.dataset.place });
});
document.addEventListener("dragend", () => {
  over(null);
  document.querySelector(".flow")?.classList.remove("flow-dragging");
  dragged?.classList.remove("flow-dragged");
  dragged = null;
});
