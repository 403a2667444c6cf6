// The reference of the API: the list of calls narrows while somebody writes, and examples can be
// copied. Without script the search is a form, and examples are marked by hand.

const search = document.getElementById("api-search");
const none = document.getElementById("api-none");
const rows = [...document.querySelectorAll("[data-words]")];

function narrow() {
  const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) {
    row.hidden = !wanted.every((word) => row.dataset.words.includes(word));
  }
  for (const section of document.querySelectorAll("[data-section]")) {
    section.hidden = !section.querySelector("[data-words]:not([hidden])");
  }
  none.hidden = rows.some((row) => !row.hidden);
}

if (search) {
  search.addEventListener("input", narrow);
  search.form.addEventListener("submit", (event) => event.preventDefault());
  narrow();
}

const button = document.getElementById("api-copy")?.content.firstElementChild;
for (const block of button && navigator.clipboard ? document.querySelectorAll("[data-copies]") : []) {
  const copy = button.cloneNode(true);
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.querySelector("pre").textContent);
    copy.querySelector("span").textContent = copy.dataset.done;
  });
  block.append(copy);
}
