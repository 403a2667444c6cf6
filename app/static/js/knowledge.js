// The knowledge pages: files go up one by one with their progress, and the live stream draws how
// far each of them, and every website, is. Without script the same forms post and come back.

import { parts, place } from "./live.js";

const root = document.getElementById("knowledge");
const TOGETHER = 3;

document.body.addEventListener("htmx:sseOpen", () => { root.dataset.live = "on"; });
document.body.addEventListener("htmx:sseError", () => { root.dataset.live = "off"; });
document.body.addEventListener("htmx:sseBeforeMessage", (event) => {
  event.preventDefault();
  for (const part of parts(event.detail.data)) place(part);
});

const form = document.getElementById("upload");
const uploads = document.getElementById("uploads");
const words = document.getElementById("upload-words")?.dataset;
const waiting = [];
let underWay = 0;

function take(files) {
  for (const file of files) {
    const row = rowOf(file);
    if (file.size > Number(form.dataset.limit)) {
      const limit = Math.floor(Number(form.dataset.limit) / 1_000_000);
      fail(row, words.large.replace("{name}", file.name).replace("{limit}", limit));
    } else {
      waiting.push([file, row]);
    }
  }
  next();
}

function rowOf(file) {
  const row = document.getElementById("upload-row").content.firstElementChild.cloneNode(true);
  row.querySelector("[data-name]").textContent = file.name;
  row.querySelector("[data-state]").textContent = words.waiting;
  uploads.append(row);
  return row;
}

function next() {
  while (underWay < TOGETHER && waiting.length > 0) {
    const [file, row] = waiting.shift();
    underWay += 1;
    send(file, row).finally(() => { underWay -= 1; next(); });
  }
}

// XMLHttpRequest, because fetch does not tell how much of a body has gone.
function send(file, row) {
  const body = new FormData();
  body.append("files", file);
  const request = new XMLHttpRequest();
  request.open("POST", form.getAttribute("action"));
  request.setRequestHeader("X-CSRF", form.elements.csrf.value);
  request.setRequestHeader("X-Requested-With", "fetch");
  request.responseType = "json";
  row.querySelector("[data-state]").textContent = words.uploading;
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) row.querySelector("progress").value = 100 * event.loaded / event.total;
  });
  return new Promise((resolve) => {
    request.addEventListener("load", () => { finish(row, request); resolve(); });
    request.addEventListener("error", () => { fail(row, words.offline); resolve(); });
    request.send(body);
  });
}

function finish(row, request) {
  if (request.status === 401) return window.location.reload();
  const problem = request.response?.problems?.[0] ?? request.response?.error?.message;
  if (request.status !== 200 || problem) return fail(row, problem ?? words.offline);
  // From here on the live stream draws it.
  row.remove();
}

function fail(row, problem) {
  const state = row.querySelector("[data-state]");
  state.textContent = problem;
  state.classList.add("text-error");
  state.classList.remove("muted");
  row.querySelector("progress").remove();
  row.querySelector("[data-forget]").classList.remove("hidden");
}

if (form) {
  const chooser = form.querySelector("input[type=file]");
  chooser.addEventListener("change", () => {
    take(chooser.files);
    chooser.value = "";
  });
  uploads.addEventListener("click", (event) => {
    if (event.target.closest("[data-forget]")) event.target.closest("li").remove();
  });
  // The whole page is the target: nobody who drops a file means to leave it.
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.dataset.over = "";
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) delete form.dataset.over;
  });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    delete form.dataset.over;
    take(event.dataTransfer.files);
  });
}
