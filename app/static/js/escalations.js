// The page of escalations: the live stream pushes the partials that drew it. Without script the
// same page is drawn anew with every form.

import { parts, place } from "./live.js";

const root = document.getElementById("screen");

document.body.addEventListener("htmx:sseOpen", () => { root.dataset.live = "on"; });
document.body.addEventListener("htmx:sseError", () => { root.dataset.live = "off"; });
document.body.addEventListener("htmx:sseBeforeMessage", (event) => {
  event.preventDefault();
  for (const part of parts(event.detail.data)) place(part);
});

// How long somebody has waited, against how long they should at most.
const unit = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "minute", unitDisplay: "short" });
const hours = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "hour", unitDisplay: "short", maximumFractionDigits: 1 });
const MINUTE_MS = 60_000;

function span(ms) {
  const minutes = Math.floor(ms / MINUTE_MS);
  return minutes < 120 ? unit.format(minutes) : hours.format(minutes / 60);
}

function tellAges() {
  const now = Date.now();
  for (const chip of document.querySelectorAll(".age[data-since]")) {
    const { since, until, words } = chip.dataset;
    const age = span(Math.max(0, now - Number(since)));
    const target = span(Number(until) - Number(since));
    chip.querySelector("[data-age]").textContent = words.replace("{age}", age).replace("{target}", target);
    chip.classList.toggle("chip-needs", now > Number(until));
  }
}

tellAges();
setInterval(tellAges, 15_000);
new MutationObserver(tellAges).observe(document.getElementById("escalations") ?? root, { childList: true });
