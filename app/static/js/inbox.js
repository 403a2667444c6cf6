// The live inbox. htmx's SSE extension keeps the connection; the server pushes the very partials
// that drew the page, and ``live.js`` puts each where it belongs.

import { settle } from "./composer.js";
import { parts, place } from "./live.js";
import { dayName, isSameDay } from "./shell.js";

const inbox = document.getElementById("inbox");
const thread = document.getElementById("thread");
const messages = document.getElementById("messages");
const scroll = document.getElementById("scroll");
let lastEventId = "";

// The extension opens a new connection when the server refused one; it has to say where it was.
window.htmx.createEventSource = (url) =>
  new EventSource(lastEventId ? `${url}&after=${encodeURIComponent(lastEventId)}` : url);

document.body.addEventListener("htmx:sseOpen", () => { inbox.dataset.live = "on"; });
document.body.addEventListener("htmx:sseError", () => { inbox.dataset.live = "off"; });
document.body.addEventListener("htmx:sseBeforeMessage", (event) => {
  event.preventDefault();
  if (event.detail.lastEventId) lastEventId = event.detail.lastEventId;
  const wasAtEnd = isAtEnd();
  for (const part of parts(event.detail.data)) {
    if (part.id === "banner") keepTyped(part);
    markSelected(part);
    place(part);
  }
  settle();
  afterDrawing(wasAtEnd);
});

// What the server pushes looks the same for all who see the list, so it cannot say what is open here.
function markSelected(part) {
  const own = thread?.dataset.conversation && `row-${thread.dataset.conversation}`;
  const row = own && (part.id === own ? part : part.querySelector(`[id="${own}"]`));
  if (!row) return;
  row.setAttribute("data-selected", "");
  row.querySelector("a")?.setAttribute("aria-current", "true");
}

function isAtEnd() {
  return scroll !== null && scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
}

function toEnd() {
  if (scroll) scroll.scrollTop = scroll.scrollHeight;
}

function afterDrawing(wasAtEnd) {
  nameDays();
  if (wasAtEnd) toEnd();
  tellRead();
}

// Days are the reader's, so they are named here and not on the server.
function nameDays() {
  if (!messages) return;
  for (const day of messages.querySelectorAll(".day")) day.remove();
  let previous = null;
  for (const message of [...messages.children]) {
    const at = new Date(message.querySelector("time").dateTime);
    if (previous === null || !isSameDay(previous, at)) {
      const day = document.createElement("li");
      day.className = "day";
      day.textContent = dayName(at);
      message.before(day);
    }
    previous = at;
  }
}

function tellRead() {
  const unread = document.querySelector("[data-selected] [data-unread]");
  if (!unread || document.visibilityState !== "visible") return;
  post(`/conversations/${thread.dataset.conversation}/read`, new FormData());
}

async function post(path, form) {
  form.set("csrf", inbox.dataset.csrf);
  return fetch(path, {
    method: "POST",
    body: new URLSearchParams(form),
    headers: { "X-Requested-With": "fetch" },
  });
}

// Forms marked quiet, and the composer, post without leaving the page: the stream redraws it.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-quiet], [data-composer]")) return;
  event.preventDefault();
  const path = event.submitter?.getAttribute("formaction") ?? form.getAttribute("action");
  const sent = new FormData(form, event.submitter);
  const buttons = [...form.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true;
  form.dataset.sending = "";
  try {
    const response = await post(path, sent);
    if (response.status === 401) return window.location.reload();
    await finish(form, response);
  } catch {
    delete form.dataset.sending;
    complain(form, form.dataset.offline);
  } finally {
    for (const button of buttons) button.disabled = false;
  }
});

async function finish(form, response) {
  if (!response.ok) {
    delete form.dataset.sending;
    const said = form.getAttribute(`data-on-${response.status}`);
    const error = (await response.json()).error;
    // Somebody else is writing too: the next press means it.
    if (error?.code === "somebody_writes") beSure(form);
    return complain(form, said ?? error?.message);
  }
  complain(form, "");
  if (form.dataset.then) return window.location.assign(form.dataset.then);
  form.closest("details[data-menu]")?.removeAttribute("open");
  if (form.matches("[data-put-away]")) return form.closest("[data-notice]").remove();
  if (!form.matches("[data-composer]")) return;
  const field = document.querySelector("#reply-text");
  if (field) field.value = "";
  for (const sure of document.querySelectorAll("#composer [name=sure]")) sure.remove();
  forgetDraft();
  settle();
  toEnd();
}

function beSure(form) {
  const sure = document.createElement("input");
  [sure.type, sure.name, sure.value] = ["hidden", "sure", "1"];
  form.append(sure);
  setTimeout(() => sure.remove(), 15_000);
}

function complain(form, message) {
  if (form.matches("[data-draft]") && !form.isConnected && message) return carry(form, message);
  const place = form.querySelector("[data-problem]") ?? document.getElementById("send-problem");
  if (place) place.textContent = message ?? "";
}

// A draft that another operator decided on goes away while somebody edits it: what they wrote moves
// to the reply field. What the stream draws anew of the same draft keeps it by itself.
function keepTyped(part) {
  const form = document.querySelector("#banner [data-draft]");
  if (!form || part.querySelector("[data-draft]")?.id === form.id) return;
  if (!("sending" in form.dataset)) carry(form, form.getAttribute("data-on-404"));
  // Its answer may still come, and the text with it; but a new draft must not take it over.
  form.remove();
}

function carry(form, message) {
  const [typed, reply] = [form.querySelector("textarea"), document.getElementById("reply-text")];
  const isEdited = typed !== null && typed.value !== typed.defaultValue;
  const place = document.getElementById("send-problem");
  if (reply && isEdited) {
    reply.value = reply.value ? `${reply.value}\n${typed.value}` : typed.value;
    sessionStorage.setItem(draftKey, reply.value);
  }
  if (place) place.textContent = isEdited ? `${message} ${form.dataset.kept}` : message;
}

// Enter sends, Shift+Enter breaks the line; never while an input method is composing a word.
document.addEventListener("keydown", (event) => {
  if (event.target.id !== "reply-text" || event.key !== "Enter") return;
  if (event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (event.target.value.trim()) event.target.form.requestSubmit();
});

// A half-written reply survives moving between conversations.
const draftKey = thread ? `draft:${thread.dataset.conversation}` : "";
function forgetDraft() {
  sessionStorage.removeItem(draftKey);
}
document.addEventListener("input", (event) => {
  if (event.target.id === "reply-text") sessionStorage.setItem(draftKey, event.target.value);
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-toggle-details]")) return;
  const isWide = window.matchMedia("(min-width: 80rem)").matches;
  const isShown = isWide ? thread.dataset.details !== "closed" : thread.dataset.details === "open";
  thread.dataset.details = isShown ? "closed" : "open";
});

// j and k walk the list, as in a mail program; r replies, t takes over, u marks as unread, e leads to
// who needs a person. None of them while something is written, or where single keys are off.
const KEYS = {
  j: () => neighbour(1)?.click(),
  k: () => neighbour(-1)?.click(),
  r: () => document.getElementById("reply-text")?.focus(),
  t: () => document.querySelector("[data-take-over]")?.click(),
  u: () => document.querySelector("[data-unread-button]")?.click(),
  e: () => window.location.assign("/conversations?tab=needs_person"),
};

function neighbour(step) {
  const rows = [...document.querySelectorAll("#rows > [data-rank]")];
  const here = rows.findIndex((row) => row.hasAttribute("data-selected"));
  return rows[here + step]?.querySelector("a");
}

let isGoing = false;
document.addEventListener("keydown", (event) => {
  // "g e" goes to another page; keys.js sees to that.
  const wasGoing = isGoing;
  isGoing = event.key === "g";
  if (wasGoing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, textarea, select") || document.querySelector("dialog[open]")) return;
  if (localStorage.getItem("single-keys") === "off" || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});

// The list goes on where it ends, when its end comes into sight.
async function showOlder(link) {
  if (link.hasAttribute("aria-busy")) return;
  link.setAttribute("aria-busy", "true");
  const answer = await fetch(link.dataset.older);
  if (!answer.ok) return link.removeAttribute("aria-busy");
  for (const part of parts(await answer.text())) {
    if (part.id !== "older") markSelected(part);
    if (part.id === "older") watchOlder(part);
    else if (document.getElementById(part.id)) continue;
    place(part);
  }
}

const sight = new IntersectionObserver((seen) => {
  for (const one of seen) if (one.isIntersecting) showOlder(one.target);
}, { rootMargin: "200px" });

function watchOlder(part) {
  const link = part.querySelector("a");
  if (link) sight.observe(link);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-older]");
  if (!link) return;
  event.preventDefault();
  showOlder(link);
});
if (document.getElementById("older")) watchOlder(document.getElementById("older"));

document.addEventListener("visibilitychange", tellRead);
const draft = thread && sessionStorage.getItem(draftKey);
const field = document.getElementById("reply-text");
if (draft && field && !field.value) field.value = draft;
settle();
nameDays();
if (!window.location.hash) toEnd();
