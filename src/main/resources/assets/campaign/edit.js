/* The picker of fields, and blocks that are dragged. Without script each has another way. */
const page = document.getElementById("draft");
let last = null;

const writable = (element) => element.matches?.("#subject, #preheader, #html, #text, [name='block.text'], [name='block.second'], [name='block.label']") && element.type !== "hidden";

page.addEventListener("focusin", (event) => { if (writable(event.target)) last = event.target; });

for (const picks of document.querySelectorAll("[data-picks]")) picks.hidden = false;

document.getElementById("insert")?.addEventListener("click", () => {
  const into = last?.isConnected ? last : [...page.elements].findLast(writable);
  if (!into) return;
  const pick = document.getElementById("pick");
  into.setRangeText(pick.value, into.selectionStart ?? into.value.length, into.selectionEnd ?? into.value.length, "end");
  into.dispatchEvent(new Event("input", { bubbles: true }));
  into.focus();
  const said = document.getElementById("picked");
  said.textContent = said.dataset.done;
});

const grips = (root) => {
  for (const grip of root.querySelectorAll("[data-grip]")) {
    grip.hidden = false;
    grip.addEventListener("pointerdown", () => { grip.closest("[data-block]").draggable = true; });
  }
};
grips(document);
document.addEventListener("htmx:afterSwap", (event) => {
  grips(document);
  document.querySelector("#blocks [autofocus]")?.focus();
});

/* The buttons of a block say its place. */
const renumber = () => {
  const blocks = [...document.querySelectorAll("[data-block]")];
  blocks.forEach((block, place) => {
    for (const button of block.querySelectorAll("button[name=step]")) {
      button.value = button.value.replace(/\d+$/, place);
      button.disabled = (button.value.startsWith("up") && place === 0) || (button.value.startsWith("down") && place === blocks.length - 1);
    }
  });
};

let dragged = null;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-block]");
  if (dragged) event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("[data-block]");
  if (!dragged || !over) return;
  event.preventDefault();
  for (const one of document.querySelectorAll(".campaign-over")) one.classList.remove("campaign-over");
  if (over !== dragged) over.classList.add("campaign-over");
});
document.addEventListener("drop", (event) => {
  const over = event.target.closest?.("[data-block]");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  const down = dragged.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING;
  over[down ? "after" : "before"](dragged);
  renumber();
});
document.addEventListener("dragend", () => {
  for (const one of document.querySelectorAll(".campaign-over")) one.classList.remove("campaign-over");
  if (dragged) dragged.draggable = false;
  dragged = null;
});
