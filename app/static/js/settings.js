// The settings and clients pages: copying what is shown once, more spans and days in the hours.
// Without script every form still works; these only spare steps.

for (const line of document.querySelectorAll("[data-copy]")) {
  const button = line.querySelector("[data-copy-button]");
  const field = line.querySelector("input");
  field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    const label = button.querySelector("span");
    const before = label.textContent;
    label.textContent = button.dataset.done;
    setTimeout(() => {
      label.textContent = before;
    }, 1500);
  });
}

const language = document.documentElement.lang;
const forms = {
  day: { dateStyle: "medium" },
  moment: { dateStyle: "medium", timeStyle: "short" },
};
for (const time of document.querySelectorAll("time[data-date]")) {
  // A date of the business, not a moment: the same in every zone.
  const form = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
  time.textContent = form.format(new Date(`${time.dateTime}T00:00Z`));
}
for (const [kind, options] of Object.entries(forms)) {
  const format = new Intl.DateTimeFormat(language, options);
  for (const time of document.querySelectorAll(`time[data-${kind}]`)) {
    time.textContent = format.format(new Date(time.dateTime));
  }
}

// -- hours

const MOST_SPANS = 4;

function renumbered(node, change) {
  const copy = node.cloneNode(true);
  for (const input of copy.querySelectorAll("input")) {
    input.name = change(input.name);
    if (input.type === "checkbox") input.checked = false;
    else input.value = "";
  }
  copy.querySelector("p")?.remove();
  return copy;
}

function addSpan(row) {
  const spans = row.querySelectorAll("[data-span]");
  if (spans.length >= MOST_SPANS) return null;
  const last = spans[spans.length - 1];
  const copy = renumbered(last, (name) => name.replace(/\d+$/, String(spans.length)));
  last.after(copy);
  const add = row.querySelector("[data-add-span]");
  if (add) add.hidden = spans.length + 1 >= MOST_SPANS;
  return copy;
}

const week = document.querySelectorAll("[data-day-row]");
// The empty pair to write into is for those without a button that adds one.
function trim(parent, one) {
  const all = [...parent.querySelectorAll(one)];
  while (all.length > 1 && [...all.at(-1).querySelectorAll("input")].every((input) => !input.value || input.type === "checkbox")) {
    all.pop().remove();
  }
}

for (const row of week) {
  trim(row, "[data-span]");
  const add = row.querySelector("[data-add-span]");
  if (!add || row.querySelector("input:disabled")) continue;
  add.hidden = row.querySelectorAll("[data-span]").length >= MOST_SPANS;
  add.addEventListener("click", () => addSpan(row)?.querySelector("input").focus());
}

function spansOf(row) {
  return [...row.querySelectorAll("[data-span]")].map((span) =>
    [...span.querySelectorAll("input")].map((input) => input.value),
  );
}

const copyDays = document.querySelector("[data-copy-days]");
if (copyDays && week.length && !week[0].querySelector("input:disabled")) {
  copyDays.hidden = false;
  copyDays.addEventListener("click", () => {
    const wanted = spansOf(week[0]);
    for (const row of [...week].slice(1, 5)) {
      while (row.querySelectorAll("[data-span]").length < wanted.length) addSpan(row);
      row.querySelectorAll("[data-span]").forEach((span, number) => {
        span.querySelectorAll("input").forEach((input, side) => {
          input.value = wanted[number]?.[side] ?? "";
        });
      });
    }
  });
}

const rows = document.querySelector("[data-rows]");
const addRow = document.querySelector("[data-add-row]");
if (rows && addRow && !rows.querySelector("input:disabled")) {
  trim(rows, "[data-row]");
  addRow.hidden = false;
  addRow.addEventListener("click", () => {
    const number = Number(rows.dataset.next);
    const copy = renumbered(rows.lastElementChild, (name) => name.replace(/\d+$/, String(number)));
    rows.dataset.next = String(number + 1);
    rows.append(copy);
    copy.querySelector("input").focus();
  });
}

// On a phone the tabs are one long line; the one looked at must be in sight.
document.querySelector(".side-places [aria-current]")?.scrollIntoView({
  block: "nearest",
  inline: "center",
});
