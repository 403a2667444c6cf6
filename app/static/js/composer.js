// What the composer does beyond sending: canned replies, the count of text messages, WhatsApp's
// window, and telling the others that one is here. Everything finds its elements anew, because the
// stream may put another composer in place at any time.

const inbox = document.getElementById("inbox");
const thread = document.getElementById("thread");
const BEAT_MS = 10_000;
const WRITING_EVERY_MS = 2_000;

const field = () => document.getElementById("reply-text");
const picker = () => document.getElementById("canned");

// -- the count, by the alphabet a text message is sent in (app/domain/segments.py)

const BASIC = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
  + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
const EXTENDED = new Set("^{}\\[~]|€\f");

export function segmentsOf(text) {
  const letters = [...text];
  const isGsm = letters.every((one) => BASIC.has(one) || EXTENDED.has(one));
  const widths = letters.map((one) => (isGsm ? (EXTENDED.has(one) ? 2 : 1) : one.length));
  const [single, each] = isGsm ? [160, 153] : [70, 67];
  const units = widths.reduce((sum, one) => sum + one, 0);
  if (units <= single) return { units, segments: text ? 1 : 0 };
  let [segments, used] = [1, 0];
  for (const width of widths) {
    if (used + width > each) [segments, used] = [segments + 1, 0];
    used += width;
  }
  return { units, segments };
}

function count() {
  const place = document.querySelector("[data-count]");
  const text = field()?.value ?? "";
  if (!place) return;
  if (!text) place.textContent = "";
  else if (place.hasAttribute("data-segments")) {
    const { units, segments } = segmentsOf(text);
    place.textContent = `${units} · ${segments}`;
  } else place.textContent = text.length > 1200 ? `${text.length} / 1600` : "";
}

// -- WhatsApp's window

function tick() {
  const composer = document.querySelector("[data-window-ends]");
  const clock = document.querySelector("[data-countdown]");
  if (!composer) return;
  const left = Number(composer.dataset.windowEnds) - Date.now();
  composer.toggleAttribute("data-window-closed", left <= 0);
  if (!clock || left <= 0) return;
  const minutes = Math.floor(left / 60_000);
  const unit = (value, name) => new Intl.NumberFormat(document.documentElement.lang,
    { style: "unit", unit: name, unitDisplay: "narrow" }).format(value);
  const parts = [unit(minutes % 60, "minute")];
  if (minutes >= 60) parts.unshift(unit(Math.floor(minutes / 60), "hour"));
  clock.textContent = clock.dataset.left.replace("{time}", parts.join(" "));
  clock.closest(".chip").classList.toggle("chip-fair", minutes < 120);
}

// What a template says with its places filled, while they are being filled.
document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-template-place]")) return;
  const form = event.target.form;
  const body = form.querySelector("[data-template-body]");
  const values = new Map([...form.querySelectorAll("[data-template-place]")]
    .map((one) => [one.dataset.templatePlace, one.value]));
  body.textContent = body.dataset.templateBody.replace(
    /\{\{(\d{1,2})\}\}/g, (place, number) => values.get(number) || place);
});

// -- canned replies

let canned = null;

async function openPicker() {
  const place = picker();
  if (!place) return;
  if (canned === null) {
    const answer = await fetch(field().dataset.canned);
    if (!answer.ok) return;
    canned = await answer.text();
  }
  if (!place.firstElementChild) place.innerHTML = canned;
  place.hidden = false;
  narrow();
}

function closePicker() {
  if (picker()) picker().hidden = true;
  field()?.removeAttribute("aria-activedescendant");
}

function options() {
  return [...picker().querySelectorAll("[data-shortcut]")].filter((one) => !one.hidden);
}

function narrow() {
  const typed = /^\/(\S*)$/.exec(field().value)?.[1]?.toLocaleLowerCase() ?? "";
  for (const one of picker().querySelectorAll("[data-shortcut]")) {
    one.hidden = !one.dataset.shortcut.includes(typed);
  }
  choose(0);
}

function choose(index) {
  const all = options();
  all.forEach((one, number) => one.setAttribute("aria-selected", String(number === index)));
  if (!all[index]) return field().removeAttribute("aria-activedescendant");
  field().setAttribute("aria-activedescendant", all[index].id);
  all[index].scrollIntoView({ block: "nearest" });
}

function take(option) {
  const text = field();
  const isAlone = /^\/\S*$/.test(text.value) || !text.value;
  if (isAlone) text.value = option.dataset.body;
  else text.setRangeText(option.dataset.body, text.selectionStart, text.selectionEnd, "end");
  closePicker();
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

// In the capturing phase: while the picker is open, Enter picks and does not send.
document.addEventListener("keydown", (event) => {
  if (event.target !== field() || !picker() || picker().hidden) return;
  const all = options();
  const now = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") closePicker();
  else if (event.key === "ArrowDown") choose(Math.min(now + 1, all.length - 1));
  else if (event.key === "ArrowUp") choose(Math.max(now - 1, 0));
  else if ((event.key === "Enter" || event.key === "Tab") && all[now]) take(all[now]);
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

document.addEventListener("click", (event) => {
  const option = event.target.closest("#canned [data-shortcut]");
  if (option) return take(option);
  if (event.target.closest("[data-open-canned]")) {
    field().focus();
    return picker().hidden ? openPicker() : closePicker();
  }
  if (picker() && !event.target.closest("#canned")) closePicker();
});

// -- being here

let wroteAt = 0;

function say(state) {
  const form = new URLSearchParams({ csrf: inbox.dataset.csrf, state });
  const path = `/conversations/${thread.dataset.conversation}/here`;
  const headers = { "X-Requested-With": "fetch" };
  // A page that goes away still says so.
  fetch(path, { method: "POST", body: form, headers, keepalive: true }).catch(() => {});
}

document.addEventListener("input", (event) => {
  if (event.target.id !== "reply-text") return;
  count();
  if (/^\/\S*$/.test(event.target.value)) openPicker();
  else closePicker();
  if (event.target.value && Date.now() - wroteAt > WRITING_EVERY_MS) {
    wroteAt = Date.now();
    say("writing");
  }
});

if (thread?.dataset.conversation) {
  say("here");
  setInterval(() => { if (document.visibilityState === "visible") say("here"); }, BEAT_MS);
  window.addEventListener("pagehide", () => say("left"));
  document.addEventListener("visibilitychange", () => say(document.visibilityState === "visible" ? "here" : "left"));
}
setInterval(tick, 15_000);
export function settle() {
  tick();
  count();
}
settle();
