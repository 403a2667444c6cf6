// The list of leads. The live stream pushes the rows and cards that drew the page; picking, moving
// and filtering work without script too, and are quicker with it.

import { isWriting, usesSingleKeys } from "./keys.js";
import { parts, place } from "./live.js";
import { localiseTimes } from "./shell.js";

const root = document.getElementById("screen");
const bulk = document.getElementById("bulk");
const confirm = document.getElementById("confirm");
const problem = document.getElementById("board-problem");

document.body.addEventListener("htmx:sseOpen", () => { root.dataset.live = "on"; });
document.body.addEventListener("htmx:sseError", () => { root.dataset.live = "off"; });
document.body.addEventListener("htmx:sseBeforeMessage", (event) => {
  event.preventDefault();
  const kept = keepHand();
  for (const part of parts(event.detail.data)) {
    // A card that is being dragged or whose menu is open waits for the next push.
    if (part.id === dragged?.id) continue;
    const old = document.getElementById(part.id);
    const wasPicked = old?.querySelector(".lead-pick")?.checked;
    place(part);
    const box = part.querySelector(".lead-pick");
    if (box && wasPicked) box.checked = true;
  }
  kept();
  showEmpty();
  count();
});

// The focus of who walks the list with keys stays where it was.
function keepHand() {
  const here = document.activeElement;
  const item = here?.closest?.("[data-rank]");
  if (!item) return () => {};
  const name = here.matches("a") ? "a[data-walk-to]" : here.matches("select") ? "select" : ".lead-pick";
  return () => { if (!here.isConnected) document.getElementById(item.id)?.querySelector(name)?.focus(); };
}

function showEmpty() {
  const rows = document.getElementById("lead-rows");
  if (!rows?.children.length) return;
  document.getElementById("leads-box").classList.remove("hidden");
  document.getElementById("leads-empty")?.remove();
}

// -- filters

const filters = document.querySelector("[data-filters]");
filters?.addEventListener("submit", () => {
  // What is empty need not stand in the address.
  for (const field of filters.elements) if (field.name && field.value === "") field.disabled = true;
});
window.addEventListener("pageshow", () => {
  for (const field of filters?.elements ?? []) field.disabled = false;
});
for (const field of filters?.querySelectorAll(":scope > select") ?? []) {
  field.addEventListener("change", () => filters.requestSubmit());
}

// -- picking

const picks = () => [...document.querySelectorAll(".lead-pick")];
const every = document.querySelector("[data-every]");
const all = document.querySelector("[data-pick-all]");

function count() {
  if (!bulk) return;
  const boxes = picks();
  const picked = boxes.filter((box) => box.checked).length;
  bulk.querySelector("[data-picked]").textContent = every.checked ? "≤ 500" : picked;
  for (const box of boxes) box.closest("tr").toggleAttribute("data-picked-row", box.checked);
  if (all) {
    all.checked = picked > 0 && picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
  }
}

let last = null;
document.addEventListener("click", (event) => {
  const box = event.target;
  if (!box.matches?.(".lead-pick")) return;
  const boxes = picks();
  if (event.shiftKey && last?.isConnected) {
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
    for (const one of boxes.slice(from, to + 1)) one.checked = box.checked;
  }
  last = box;
  count();
});
document.addEventListener("change", (event) => {
  if (event.target === all) for (const box of picks()) box.checked = all.checked;
  if (event.target === all || event.target === every || event.target.matches?.(".lead-pick")) count();
});
bulk?.addEventListener("reset", () => {
  for (const box of picks()) box.checked = false;
  setTimeout(count);
});

// The question stands over the list instead of on a page of its own.
bulk?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const sent = new FormData(bulk, event.submitter);
  confirm.innerHTML = "";
  try {
    const response = await post(bulk.action, sent);
    if (response.status === 401) return window.location.reload();
    if (response.ok) confirm.innerHTML = await response.text();
    else confirm.append(complaint((await response.json()).error?.message ?? root.dataset.offline));
  } catch {
    confirm.append(complaint(root.dataset.offline));
  }
  confirm.showModal();
});
confirm?.addEventListener("click", (event) => {
  if (event.target !== confirm && !event.target.closest("[data-close]")) return;
  event.preventDefault();
  confirm.close();
});

function complaint(text) {
  const line = document.createElement("p");
  line.className = "p-5 text-sm";
  line.textContent = text;
  return line;
}

function post(path, form) {
  return fetch(path, {
    method: "POST",
    body: new URLSearchParams(form),
    headers: { "X-Requested-With": "fetch", Accept: "text/html, application/json;q=0.9" },
  });
}

// A click beside the name opens the lead as the name does; a text that is being marked does not.
document.getElementById("lead-rows")?.addEventListener("click", (event) => {
  if (event.target.closest("a, label, input, button") || String(getSelection())) return;
  event.target.closest("tr")?.querySelector("a[data-walk-to]")?.click();
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const isBox = event.target.matches?.(".lead-pick");
  if ((isWriting(event.target) && !isBox) || document.querySelector("dialog[open]")) return;
  if (event.key !== "x" || !usesSingleKeys()) return;
  const box = document.activeElement?.closest?.("tr")?.querySelector(".lead-pick");
  if (!box) return;
  event.preventDefault();
  box.checked = !box.checked;
  last = box;
  count();
});

// -- the board

// Where only a column or so has room, it opens on the first that has somebody.
const board = document.querySelector(".board");
if (board && board.scrollWidth > board.clientWidth) {
  const first = board.querySelector(".board-card")?.closest(".board-column");
  const away = first ? Math.abs(first.offsetLeft - board.firstElementChild.offsetLeft) : 0;
  board.scrollLeft = getComputedStyle(board).direction === "rtl" ? -away : away;
}

let dragged = null;

async function move(card, status) {
  const from = card.parentElement;
  const next = card.nextElementSibling;
  const to = document.getElementById(`board-${status}`);
  if (to === from) return;
  // Where the list is of one status alone there is no other column: the card leaves when it is done.
  to?.prepend(card);
  const menu = card.querySelector("select");
  const former = menu.querySelector("[selected]")?.value;
  menu.value = status;
  problem.textContent = "";
  try {
    const form = new FormData(menu.form);
    form.set("status", status);
    const response = await post(menu.form.action, form);
    if (response.status === 401) return window.location.reload();
    if (response.ok) return to || card.remove();
    problem.textContent = (await response.json()).error?.message ?? root.dataset.offline;
  } catch {
    problem.textContent = root.dataset.offline;
  }
  if (former) menu.value = former;
  from.insertBefore(card, next?.isConnected ? next : null);
}

document.addEventListener("change", (event) => {
  if (!event.target.matches?.(".board-move")) return;
  const card = event.target.closest(".board-card");
  move(card, event.target.value).then(() => card.querySelector("select")?.focus());
});
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".board-card") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.lead);
  dragged.dataset.dragged = "";
});
document.addEventListener("dragover", (event) => {
  const column = dragged && event.target.closest?.(".board-column");
  for (const one of document.querySelectorAll("[data-over]")) if (one !== column) delete one.dataset.over;
  if (!column) return;
  event.preventDefault();
  column.dataset.over = "";
});
document.addEventListener("drop", (event) => {
  const column = dragged && event.target.closest?.(".board-column");
  if (!column) return;
  event.preventDefault();
  move(dragged, column.dataset.column);
});
document.addEventListener("dragend", () => {
  if (dragged) delete dragged.dataset.dragged;
  for (const one of document.querySelectorAll("[data-over]")) delete one.dataset.over;
  dragged = null;
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("[data-more]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  link.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(link.dataset.more);
    if (!response.ok) return window.location.reload();
    const list = link.closest("ol");
    const empty = list.querySelector(":scope > .empty-note");
    const cards = parts(await response.text());
    link.closest("li").remove();
    for (const card of cards) {
      if (card.id && document.getElementById(card.id)) continue;
      localiseTimes(card);
      list.insertBefore(card, empty);
    }
    cards[0]?.querySelector("a")?.focus();
  } catch {
    link.removeAttribute("aria-busy");
    problem.textContent = root.dataset.offline;
  }
});

count();
