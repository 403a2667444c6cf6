// A lead's page: forms that do not load it again, appointments in the client's zone, and the live
// stream. Without script the forms post and come back.

import { parts, place } from "./live.js";
import { localiseTimes } from "./shell.js";

const root = document.getElementById("lead");
const zone = root.dataset.zone;
root.dataset.script = "";

document.body.addEventListener("htmx:sseOpen", () => { root.dataset.live = "on"; });
document.body.addEventListener("htmx:sseError", () => { root.dataset.live = "off"; });
document.body.addEventListener("htmx:sseBeforeMessage", (event) => {
  event.preventDefault();
  for (const part of parts(event.detail.data)) {
    if (isBusy(part.id)) waiting.set(part.id, part);
    else put(part);
  }
});

// A part somebody is writing in is put in its place when they leave it.
const waiting = new Map();

function isBusy(id) {
  const old = document.getElementById(id);
  const field = document.activeElement;
  return Boolean(old?.contains(field) && field.matches("input:not([type=hidden]), textarea"));
}

function put(part) {
  place(part);
  localise(document.getElementById(part.id) ?? document);
  if (part.id === "lead-standing") showStep();
}

document.addEventListener("focusout", () => {
  setTimeout(() => {
    for (const [id, part] of waiting) {
      if (isBusy(id)) continue;
      waiting.delete(id);
      put(part);
    }
  }, 200);
});

// An appointment is an hour of the client's own zone, wherever who reads it is.
const local = new Intl.DateTimeFormat(document.documentElement.lang, {
  weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit",
  timeZone: zone,
});

function localise(at) {
  for (const time of at.querySelectorAll("time[data-local]")) {
    time.textContent = local.format(new Date(time.dateTime));
    time.title = zone;
  }
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-swift]");
  if (!form) return;
  event.preventDefault();
  if (form.dataset.busy !== undefined) return;
  form.dataset.busy = "";
  const problem = await send(form, event.submitter);
  delete form.dataset.busy;
  tell(form, problem);
  if (problem) return;
  document.activeElement?.blur();
  if (!form.matches("[data-apply], .pipeline")) form.reset();
  const details = form.closest("details");
  if (details) details.open = false;
});

async function send(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  try {
    const answer = await fetch(form.getAttribute("action"), {
      method: "POST", body, headers: { "X-Requested-With": "fetch", "Accept": "text/plain" },
    });
    if (answer.status === 401) window.location.reload();
    if (answer.ok) return "";
    const said = await answer.text();
    return said.startsWith("{") ? JSON.parse(said).error.message : said;
  } catch {
    return root.dataset.offline;
  }
}

function tell(form, problem) {
  const line = form.querySelector("[data-problem]");
  if (line) line.textContent = problem;
  else if (problem) window.alert(problem);
}

document.addEventListener("change", (event) => {
  event.target.closest("form[data-apply]")?.requestSubmit();
});

// Ctrl+Enter keeps what is being written.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.target.closest("form[data-swift]")?.requestSubmit();
});

document.body.addEventListener("htmx:afterSwap", () => {
  localiseTimes();
  localise(document);
});
localise(document);

// On a phone the pipeline is wider than the page.
function showStep() {
  const line = root.querySelector(".pipeline");
  const here = line?.querySelector(".is-here");
  if (here) line.scrollLeft = here.offsetLeft - line.offsetLeft - (line.clientWidth - here.clientWidth) / 2;
}
showStep();
