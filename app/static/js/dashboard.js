// The dashboard: the live stream pushes the partials that drew it, and the trend is drawn from the
// numbers of its table. Time runs from left to right in every language; labels follow the reader's.

import { parts, place } from "./live.js";

const root = document.getElementById("screen");
const box = document.getElementById("trend-chart");
const language = document.documentElement.lang;
// The figures beside the chart are written with these digits.
const locale = `${language}-u-nu-latn`;
const number = new Intl.NumberFormat(locale);
const shortDay = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
const longDay = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "long", timeZone: "UTC" });
const STEPS = [1, 2, 5].flatMap((one) => [1, 10, 100, 1000, 10000, 100000].map((ten) => one * ten)).sort((a, b) => a - b);
let chart = null;

document.body.addEventListener("htmx:sseOpen", () => { root.dataset.live = "on"; });
document.body.addEventListener("htmx:sseError", () => { root.dataset.live = "off"; });
document.body.addEventListener("htmx:sseBeforeMessage", (event) => {
  event.preventDefault();
  const pushed = parts(event.detail.data);
  for (const part of pushed) place(part);
  if (pushed.some((part) => part.id === "trend-figures")) draw();
});

// Oldest first; the table has the newest on top.
function numbers() {
  const rows = [...document.querySelectorAll("#trend-figures tr[data-day]")].reverse();
  const column = (name) => rows.map((row) => (name in row.dataset ? Number(row.dataset[name]) : null));
  const days = rows.map((row) => Date.parse(`${row.dataset.day}T12:00:00Z`) / 1000);
  return [days, column("leads"), column("hot"), column("before")];
}

// What the canvas is given must be a colour, not a variable.
function ink(color) {
  const probe = document.createElement("i");
  probe.style.color = color;
  box.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function line(label, color, more = {}) {
  return { label, stroke: ink(color), width: 2, points: { show: false }, ...more };
}

function options() {
  const grid = { stroke: ink("var(--line)"), width: 1 };
  const axis = { stroke: ink("var(--muted)"), font: "11px 'Inter Variable', sans-serif", ticks: { show: false } };
  return {
    width: box.clientWidth,
    height: box.clientHeight,
    padding: [10, 30, 0, 0],
    legend: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    cursor: { y: false, drag: { setScale: false, x: false }, points: { size: 7 } },
    scales: { y: { range: (_, low, high) => [0, Math.max(4, high * 1.08)] } },
    axes: [
      { ...axis, grid: { show: false }, size: 28, space: 64, incrs: [1, 2, 7, 14, 30, 61, 91].map((days) => days * 86400),
        splits: (self, _, low, high, incr) => splits(self.data[0], incr), values: (_, at) => at.map((one) => shortDay.format(one * 1000)) },
      { ...axis, grid, size: 40, space: 30, incrs: STEPS, values: (_, at) => at.map((one) => number.format(one)) },
    ],
    series: [
      {},
      line(box.dataset.leads, "var(--color-primary)", { fill: ink("color-mix(in oklab, var(--color-primary) 10%, transparent)") }),
      line(box.dataset.hot, "var(--hot)"),
      line(box.dataset.before, "var(--muted)", { width: 1.5, dash: [4, 4] }),
    ],
    hooks: { setCursor: [tell] },
  };
}

// Labels stand under days there are, counted back from the newest.
function splits(days, incr) {
  const step = Math.max(1, Math.round(incr / 86400));
  return days.filter((_, index) => (days.length - 1 - index) % step === 0);
}

function tip() {
  const found = box.querySelector(".trend-tip");
  if (found) return found;
  const made = document.createElement("div");
  made.className = "trend-tip";
  made.dir = document.documentElement.dir;
  box.append(made);
  return made;
}

function row(...words) {
  const made = document.createElement("p");
  for (const word of words) {
    const part = document.createElement("span");
    part.textContent = word;
    made.append(part);
  }
  return made;
}

function tell(self) {
  const { idx, left } = self.cursor;
  const shown = tip();
  shown.hidden = idx === null || idx === undefined || left < 0;
  if (shown.hidden) return;
  const lines = self.series.slice(1)
    .map((one, index) => [one.label, self.data[index + 1][idx]])
    .filter(([, value]) => value !== null)
    .map(([label, value]) => row(label, number.format(value)));
  shown.replaceChildren(row(longDay.format(self.data[0][idx] * 1000)), ...lines);
  const x = left + self.bbox.left / devicePixelRatio;
  const isRight = x > box.clientWidth / 2;
  shown.style.left = isRight ? "auto" : `${x + 12}px`;
  shown.style.right = isRight ? `${box.clientWidth - x + 12}px` : "auto";
}

function draw() {
  const data = numbers();
  if (chart) return chart.setData(data);
  chart = new uPlot(options(), data, box);
}

function again() {
  chart?.destroy();
  chart = null;
  draw();
}

if (box && window.uPlot) {
  draw();
  // The canvas's letters come with the page's font, and its colours with the theme.
  document.fonts?.ready.then(again);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  new ResizeObserver(() => chart?.setSize({ width: box.clientWidth, height: box.clientHeight })).observe(box);
}
