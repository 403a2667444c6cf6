// How what the server pushes finds its place: by its id, else by its rank in the list it belongs
// to. Placing is idempotent, so a stream may repeat itself after a reconnect.

import { localiseTimes } from "./shell.js";

export function place(part) {
  const old = document.getElementById(part.id);
  if (part.hasAttribute("data-gone")) return old?.remove();
  localiseTimes(part);
  if (old && !part.dataset.into) return replace(old, part);
  const list = document.getElementById(part.dataset.into);
  if (!list) return;
  const isHere = old?.dataset.rank === part.dataset.rank && old.dataset.into === part.dataset.into;
  if (isHere) return replace(old, part);
  old?.remove();
  insert(list, part);
  part.classList.add("fresh");
}

export function parts(text) {
  const pushed = document.createElement("template");
  pushed.innerHTML = text;
  return [...pushed.content.children];
}

// Keeps what a person is doing with the part: typed text, the cursor, opened explanations.
function replace(old, part) {
  const field = old.querySelector("textarea");
  const hadFocus = field !== null && field === document.activeElement;
  const [start, end] = field ? [field.selectionStart, field.selectionEnd] : [0, 0];
  const kept = [...old.querySelectorAll("details")].map((one) => one.open);
  old.replaceWith(part);
  const fresh = part.querySelector("textarea");
  if (field && fresh) {
    fresh.value = field.value;
    if (hadFocus) fresh.focus();
    fresh.setSelectionRange(start, end);
  }
  const details = [...part.querySelectorAll("details")];
  if (details.length !== kept.length) return;
  for (const [number, one] of details.entries()) one.open = kept[number];
}

// Lists are ordered by data-rank: "down" has the greatest first. Ranks are numbers of one length
// or ids behind them, so comparing text compares time.
function insert(list, part) {
  const isDown = list.dataset.order === "down";
  const next = [...list.querySelectorAll(":scope > [data-rank]")].find((item) =>
    isDown ? item.dataset.rank < part.dataset.rank : item.dataset.rank > part.dataset.rank);
  list.insertBefore(part, next ?? list.querySelector(":scope > .empty-note"));
}
