// The page of escalations: the live stream pushes the partials that drew it. Without script the
// same page is drawn anew with every form.

import { parts, place } from "./live.js";

const root = document.getElementById("screen");

document.body.addEventListener("htmx:sseOpen", () => { root.dataset.live = "on"; });
document.body.addEventListener("htmx:sseError", () => { root.dataset.live = "off"; });
document.body.addEventListener("htmx:sseBeforeMessage", (event) => {
  event.preventDefault();
  for (const part of parts(event.detail.data)) place(part);
});
