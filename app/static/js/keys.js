// The palette (Ctrl K), the list of shortcuts (?), and the keys every page shares. Single keys do
// nothing while something is being written, and can be switched off for good (WCAG 2.1.4).

const palette = document.getElementById("palette");
const shortcuts = document.getElementById("shortcuts");
const field = palette.querySelector("input");
const place = palette.querySelector("[data-hits]");
const STORE = "single-keys";
const WAIT_MS = 120;

let asked = null;
let timer = 0;
let isGoing = false;

export function usesSingleKeys() {
  return localStorage.getItem(STORE) !== "off";
}

export function isWriting(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

async function find() {
  const text = field.value;
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(`/palette?q=${encodeURIComponent(text)}`, { signal: asked.signal });
    if (!answer.ok) return;
    place.innerHTML = await answer.text();
    choose(0);
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

function options() {
  return [...place.querySelectorAll('[role="option"]')];
}

function choose(index) {
  const all = options();
  all.forEach((one, n) => one.setAttribute("aria-selected", String(n === index)));
  const chosen = all[index];
  if (chosen) {
    field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

function chosenIndex() {
  return options().findIndex((one) => one.getAttribute("aria-selected") === "true");
}

export function openPalette() {
  if (palette.open) return;
  field.value = "";
  palette.showModal();
  field.focus();
  find();
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(find, WAIT_MS);
});
field.addEventListener("keydown", (event) => {
  const count = options().length;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (count) choose((chosenIndex() + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
  } else if (event.key === "Enter") {
    event.preventDefault();
    options()[chosenIndex()]?.click();
  }
});
for (const dialog of [palette, shortcuts]) {
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
}
for (const button of document.querySelectorAll("[data-open-palette]")) {
  button.addEventListener("click", openPalette);
}
const single = shortcuts.querySelector("[data-single-keys]");
single.checked = usesSingleKeys();
single.addEventListener("change", () => localStorage.setItem(STORE, single.checked ? "on" : "off"));

// What j and k walk through: the page's list of links, marked `data-walk`.
function walk(step) {
  const links = [...document.querySelectorAll("[data-walk] a[data-walk-to], a[data-walk-to]")];
  if (!links.length) return;
  const now = links.indexOf(document.activeElement);
  links[Math.min(links.length - 1, Math.max(0, now < 0 ? 0 : now + step))].focus();
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isWriting(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") {
    shortcuts.showModal();
    return;
  }
  if (!usesSingleKeys()) return;
  if (isGoing) {
    isGoing = false;
    const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
    return;
  }
  if (event.key === "g") {
    isGoing = true;
    setTimeout(() => { isGoing = false; }, 1200);
  } else if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  } else if (event.key === "j" || event.key === "k") walk(event.key === "j" ? 1 : -1);
});
