// The phone simulator: one phone for each business, kept for as long as the tab lives.

import "./shell.js";

const messages = document.getElementById("phone-messages");
const scroll = document.getElementById("phone-scroll");
const typing = document.getElementById("phone-typing");
const samples = document.getElementById("phone-samples");
const form = document.getElementById("phone-form");
const text = document.getElementById("phone-text");
const problem = document.getElementById("phone-problem");
const screen = document.querySelector(".phone-screen");
const buttons = [...document.querySelectorAll("[data-business]")];
let chosen = null;
let source = null;

function choose(button) {
  chosen = button;
  for (const one of buttons) one.setAttribute("aria-checked", String(one === button));
  const avatar = document.getElementById("phone-avatar");
  avatar.textContent = button.dataset.initials;
  avatar.className = `avatar-tile hue-${button.dataset.hue}`;
  document.getElementById("phone-name").textContent = button.dataset.name;
  messages.replaceChildren();
  problem.textContent = "";
  showTyping(false);
  offerSamples(JSON.parse(button.dataset.samples));
  listen();
}

function offerSamples(texts) {
  samples.replaceChildren(...texts.map((sample) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dir = "auto";
    button.className = "btn btn-sm rounded-full font-normal shrink-0";
    button.textContent = sample;
    button.addEventListener("click", () => { text.value = sample; form.requestSubmit(); });
    return button;
  }));
}

const phoneKey = () => `phone:${chosen.dataset.business}`;

function listen() {
  source?.close();
  const phoneId = sessionStorage.getItem(phoneKey());
  if (!phoneId) return;
  source = new EventSource(`/demo/phone/${phoneId}/events`);
  source.addEventListener("message", (event) => draw(event.lastEventId, JSON.parse(event.data)));
}

// Numbered by the stream, so that a message repeated after a reconnect is drawn once.
function draw(number, message) {
  if (document.getElementById(`text-${number}`)) return;
  const isMine = message.author === "lead";
  if (isMine) messages.querySelector("[data-waiting]")?.remove();
  messages.append(bubble(message.text, isMine, `text-${number}`));
  showTyping(isMine);
  scroll.scrollTop = scroll.scrollHeight;
}

// "operator" and "lead" are the two looks of a bubble: one's own, and the other's.
function bubble(body, isMine, id) {
  const item = document.createElement("li");
  item.className = "message";
  item.dataset.author = isMine ? "operator" : "lead";
  if (id) item.id = id; else item.dataset.waiting = "";
  const paragraph = document.createElement("p");
  paragraph.className = "bubble";
  paragraph.dir = "auto";
  paragraph.textContent = body;
  item.append(paragraph);
  return item;
}

function showTyping(isShown) {
  typing.classList.toggle("hidden", !isShown);
  typing.classList.toggle("flex", isShown);
}

async function send(body) {
  const phoneId = sessionStorage.getItem(phoneKey());
  const response = await fetch("/demo/phone/send", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Requested-With": "fetch" },
    body: JSON.stringify({ phone_id: phoneId, business: chosen.dataset.business, text: body }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error?.message);
  if (phoneId) return;
  sessionStorage.setItem(phoneKey(), answer.phone_id);
  listen();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = text.value.trim();
  if (!body) return;
  text.value = "";
  problem.textContent = "";
  messages.append(bubble(body, true, ""));
  showTyping(true);
  scroll.scrollTop = scroll.scrollHeight;
  try {
    await send(body);
  } catch (error) {
    showTyping(false);
    messages.querySelector("[data-waiting]")?.remove();
    text.value = body;
    problem.textContent = error instanceof TypeError ? screen.dataset.offline : error.message;
  }
});

text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
for (const button of buttons) button.addEventListener("click", () => choose(button));
if (buttons.length > 0) choose(buttons[0]);
