// What every page shares: times in the reader's zone, menus that close, forms that apply
// themselves. Everything here is a comfort; pages work without it.

const language = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(language, { weekday: "short" });
const date = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
const longDate = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });
const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "medium" });

const DAY_MS = 86_400_000;

// Days between two moments on the reader's calendar; 0 is the same day.
function daysApart(earlier, later) {
  const midnight = (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate());
  return Math.round((midnight(later) - midnight(earlier)) / DAY_MS);
}

function shortly(at) {
  const days = daysApart(at, new Date());
  if (days === 0) return clock.format(at);
  return days > 0 && days < 7 ? weekday.format(at) : date.format(at);
}

export function dayName(at) {
  const days = daysApart(at, new Date());
  if (days > 1) return longDate.format(at);
  const name = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-days, "day");
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

export function isSameDay(one, other) {
  return daysApart(one, other) === 0;
}

// Rewrites every <time> under the root; `data-short` names a day instead of the hour when older,
// `data-whole` both.
export function localiseTimes(root = document) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    if ("whole" in time.dataset) time.textContent = `${date.format(at)}, ${clock.format(at)}`;
    else time.textContent = "short" in time.dataset ? shortly(at) : clock.format(at);
    time.title = full.format(at);
  }
}

localiseTimes();

// A row of tabs that is wider than the screen begins at the one that is open.
function showHere() {
  for (const here of document.querySelectorAll('nav [aria-current="page"]')) {
    const strip = here.parentElement;
    if (strip.scrollWidth <= strip.clientWidth) continue;
    const [tab, row] = [here.getBoundingClientRect(), strip.getBoundingClientRect()];
    strip.scrollLeft += tab.left + tab.width / 2 - row.left - row.width / 2;
  }
}
showHere();
window.addEventListener("resize", showHere);

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[open]")) menu.open = false;
});
for (const form of document.querySelectorAll("form[data-autoapply]")) {
  form.addEventListener("change", () => form.requestSubmit());
}
document.querySelector("form[data-autosubmit]")?.requestSubmit();
