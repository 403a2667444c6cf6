// The chat on a tenant's own page: <script src="https://host/widget.js" data-key="…" async></script>
//
// Everything lives in one shadow root, so the page's styles and ours do not meet. No inline style
// or script is used: the sheet is fetched and adopted, which the strictest policy of the page
// allows as long as it lets this host through script-src and connect-src. Text is only ever set as
// text. data-lang chooses en, es or ar (default: the page's), data-side is "end" or "start".
(() => {
  "use strict";
  const script = document.currentScript;
  const key = script && script.dataset.key;
  if (!key || document.querySelector(`leadline-chat[data-key="${CSS.escape(key)}"]`)) return;

  const home = new URL(script.src).origin;
  const api = `${home}/chat/${encodeURIComponent(key)}`;
  const store = `leadline-chat:${key}`;
  const MAX_CHARS = 2000;
  const WORDS = {
    en: { open: "Open chat", close: "Close chat", title: "Chat", write: "Write a message",
          send: "Send", you: "You", them: "Them", failed: "Not sent. Press to try again.",
          offline: "No connection. Trying again…", busy: "One moment, please." },
    es: { open: "Abrir el chat", close: "Cerrar el chat", title: "Chat", write: "Escriba un mensaje",
          send: "Enviar", you: "Usted", them: "Ellos", failed: "No se envió. Pulse para reintentar.",
          offline: "Sin conexión. Reintentando…", busy: "Un momento, por favor." },
    ar: { open: "افتح المحادثة", close: "أغلق المحادثة", title: "محادثة", write: "اكتب رسالة",
          send: "إرسال", you: "أنت", them: "هم", failed: "لم تُرسل. اضغط للمحاولة مجددًا.",
          offline: "لا يوجد اتصال. نحاول مجددًا…", busy: "لحظة من فضلك." },
  };
  const page = script.dataset.lang || document.documentElement.lang || navigator.language || "en";
  const language = page.slice(0, 2).toLowerCase();
  const words = WORDS[language] || WORDS.en;

  // ---- what is remembered between pages; a browser that refuses storage forgets at the next one
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(store)) || {}; } catch { /* none, or not ours */ }
  const keep = (change) => {
    kept = { ...kept, ...change };
    try { localStorage.setItem(store, JSON.stringify(kept)); } catch { /* only in memory then */ }
  };

  // ---- elements
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const icon = (path) => {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const shape = document.createElementNS(space, "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    shape.setAttribute("d", path);
    svg.append(shape);
    return svg;
  };
  const host = make("leadline-chat", { "data-key": key });
  const root = host.attachShadow({ mode: "open" });
  const launcher = make("button", { type: "button", class: "launcher", "aria-label": words.open,
                                    "aria-expanded": "false", "aria-controls": "panel" },
    icon("M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z"));
  const title = make("h2", { class: "title", dir: "auto", id: "title" }, words.title);
  const close = make("button", { type: "button", class: "close", "aria-label": words.close },
    icon("M6 6l12 12M18 6L6 18"));
  const log = make("div", { class: "log", role: "log", "aria-live": "polite", tabindex: "0",
                            "aria-labelledby": "title" });
  const notice = make("p", { class: "notice", role: "status" });
  const input = make("textarea", { rows: "1", dir: "auto", maxlength: String(MAX_CHARS),
                                   placeholder: words.write, "aria-label": words.write,
                                   enterkeyhint: "send" });
  const send = make("button", { type: "submit", class: "send", "aria-label": words.send },
    icon("M3 11.5 21 3l-6.5 18-3.5-7.5z"));
  const form = make("form", { class: "form" }, input, send);
  const panel = make("section", { id: "panel", class: "panel", role: "dialog", hidden: "",
                                  "aria-labelledby": "title" },
    make("header", { class: "head" }, title, close), log, notice, form);
  const frame = make("div", { class: "frame", dir: language === "ar" ? "rtl" : "ltr",
                              "data-side": script.dataset.side === "start" ? "start" : "end" },
    panel, launcher);
  frame.hidden = true;
  input.dir = frame.dir;
  root.append(frame);

  // ---- the server
  class Refused extends Error {
    constructor(status, wait) { super(`answered ${status}`); this.status = status; this.wait = wait; }
  }
  const call = async (path, body, options = {}) => {
    const headers = { "Content-Type": "application/json" };
    if (kept.token) headers.Authorization = `Bearer ${kept.token}`;
    const answer = await fetch(api + path, {
      method: "POST", body: JSON.stringify(body), headers, credentials: "omit", ...options });
    if (!answer.ok) {
      throw new Refused(answer.status, Number(answer.headers.get("Retry-After")) || 0);
    }
    return answer.status === 204 ? null : answer.json();
  };
  let beginning = null;
  const begin = () => {
    if (kept.token) return Promise.resolve();
    beginning ||= call("/sessions", {}).then((answer) => {
      keep({ token: answer.token, title: answer.title, greeting: answer.greeting,
             color: answer.color, last: "" });
      dress();
    }).finally(() => { beginning = null; });
    return beginning;
  };
  const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
  const backoff = (attempt) => Math.min(30, 2 ** attempt) * (0.5 + Math.random() / 2);

  // ---- what is on the screen
  const shown = new Map();
  const toAck = new Set();
  const dress = () => {
    title.textContent = kept.title || words.title;
    if (/^#[0-9a-f]{3,8}$/i.test(kept.color || "")) host.style.setProperty("--accent", kept.color);
    if (kept.greeting && !shown.has("greeting")) show("greeting", "them", kept.greeting, true);
  };
  const fill = (bubble, text) => {
    for (const part of text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/)) {
      bubble.append(/^https?:\/\//.test(part)
        ? make("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part) : part);
    }
  };
  const show = (id, author, text, isFirst = false) => {
    const bubble = make("p", { class: `bubble ${author}`, dir: "auto" });
    bubble.append(make("span", { class: "who" }, author === "you" ? words.you : words.them));
    fill(bubble, text);
    shown.set(id, bubble);
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    if (isFirst) log.prepend(bubble); else log.append(bubble);
    if (atEnd || author === "you") log.scrollTop = log.scrollHeight;
    return bubble;
  };
  const receive = (message) => {
    keep({ last: message.id });
    if (message.ack) toAck.add(message.ack);
    if (shown.has(message.id)) return;
    const mine = message.client_id && shown.get(message.client_id);
    if (mine) {
      mine.classList.remove("sending", "failed");
      shown.set(message.id, mine);
    } else {
      show(message.id, message.author === "visitor" ? "you" : "them", message.text);
      if (panel.hidden && message.ack) launcher.classList.add("unread");
    }
    acknowledge();
  };
  const acknowledge = async () => {
    if (panel.hidden || document.hidden || !toAck.size) return;
    const ids = [...toAck];
    toAck.clear();
    try { await call("/ack", { ids }); } catch { ids.forEach((id) => toAck.add(id)); }
  };

  // ---- sending: a message has one id for all its attempts, so none is taken twice
  const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)),
    (byte) => byte.toString(16).padStart(2, "0")).join("");
  let line = Promise.resolve();
  const post = async (id, text, bubble) => {
    bubble.classList.add("sending");
    bubble.classList.remove("failed");
    for (let attempt = 0; attempt < 6; attempt += 1) {
      try {
        await begin();
        listen();
        await call("/messages", { client_id: id, text, language, page: location.href.slice(0, 300) });
        bubble.classList.remove("sending");
        notice.textContent = "";
        return;
      } catch (error) {
        if (error.status === 403) keep({ token: "", last: "" });
        else if (error.status && error.status < 500 && error.status !== 429) break;
        notice.textContent = error.status === 429 ? words.busy : words.offline;
        await pause(Math.max(error.wait || 0, backoff(attempt)));
      }
    }
    bubble.classList.replace("sending", "failed");
    bubble.title = words.failed;
    notice.textContent = words.failed;
    bubble.onclick = () => { bubble.onclick = null; queue(id, text, bubble); };
  };
  const queue = (id, text, bubble) => { line = line.then(() => post(id, text, bubble)); };
  const submit = () => {
    const text = input.value.trim().slice(0, MAX_CHARS);
    if (!text) return;
    input.value = "";
    grow();
    const id = newId();
    queue(id, text, show(id, "you", text));
  };

  // ---- listening: fetch instead of EventSource, so that the token stays out of the address
  let isListening = false;
  const listen = async () => {
    if (isListening) return;
    isListening = true;
    for (let attempt = 0; ; attempt += 1) {
      try {
        await begin();
        await read(() => { attempt = 0; notice.textContent = ""; });
        attempt = Math.max(attempt, 0);
      } catch (error) {
        if (error.status === 404) break;
        if (error.status === 403) keep({ token: "", last: "" });
        else if (!panel.hidden && attempt > 1) notice.textContent = words.offline;
        if (error.wait) await pause(error.wait);
      }
      await pause(backoff(attempt));
    }
    isListening = false;
  };
  const read = async (isOpen) => {
    const headers = { Authorization: `Bearer ${kept.token}`, Accept: "text/event-stream" };
    // Without the messages on the screen everything is asked for again.
    if (kept.last && shown.size > 1) headers["Last-Event-ID"] = kept.last;
    const giveUp = new AbortController();
    let alarm = 0;
    const alive = () => { clearTimeout(alarm); alarm = setTimeout(() => giveUp.abort(), 45000); };
    alive();
    try {
      const answer = await fetch(`${api}/events`, {
        headers, credentials: "omit", cache: "no-store", signal: giveUp.signal });
      if (!answer.ok) {
        throw new Refused(answer.status, Number(answer.headers.get("Retry-After")) || 0);
      }
      isOpen();
      const text = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let waiting = ""; ;) {
        const { done, value } = await text.read();
        if (done) return;
        alive();
        waiting += value;
        const blocks = waiting.split("\n\n");
        waiting = blocks.pop();
        blocks.forEach(understand);
      }
    } finally { clearTimeout(alarm); }
  };
  const understand = (block) => {
    const data = block.split("\n").filter((one) => one.startsWith("data:"));
    if (data.length) receive(JSON.parse(data.map((one) => one.slice(5).trimStart()).join("\n")));
  };

  // ---- the person
  const grow = () => {
    // An empty box would show its Arabic placeholder from the left.
    input.dir = input.value ? "auto" : frame.dir;
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 120)}px`;
  };
  const toggle = (isOpen) => {
    panel.hidden = !isOpen;
    launcher.setAttribute("aria-expanded", String(isOpen));
    launcher.setAttribute("aria-label", isOpen ? words.close : words.open);
    launcher.classList.remove("unread");
    if (isOpen) {
      begin().then(listen, () => listen());
      log.scrollTop = log.scrollHeight;
      input.focus();
      acknowledge();
    } else launcher.focus();
  };
  launcher.addEventListener("click", () => toggle(panel.hidden));
  close.addEventListener("click", () => toggle(false));
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  input.addEventListener("input", grow);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") toggle(false); });
  document.addEventListener("visibilitychange", acknowledge);

  const start = async () => {
    const css = await (await fetch(`${home}/widget.css`, { credentials: "omit" })).text();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    document.body.append(host);
    dress();
    frame.hidden = false;
    if (kept.token) listen();
  };
  if (document.body) start(); else document.addEventListener("DOMContentLoaded", start);
})();
