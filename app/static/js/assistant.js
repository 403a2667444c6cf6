// The assistant pages: what a weight is worth, while it is typed. Without script the page says it
// once the question is saved.

const weight = document.querySelector("input[data-others]");
const share = document.querySelector("[data-share]");

function showShare() {
  const typed = Number.parseInt(weight.value, 10) || 0;
  const all = typed + Number(weight.dataset.others);
  share.querySelector("strong").textContent = all > 0 ? Math.round((100 * typed) / all) : 0;
  share.hidden = false;
}

if (weight && share) {
  weight.addEventListener("input", showShare);
  showShare();
}

// On a phone the tabs are one long line; the one looked at must be in sight.
document.querySelector(".side-places [aria-current]")?.scrollIntoView({
  block: "nearest",
  inline: "center",
});
