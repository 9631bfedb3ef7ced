// One key an answer: the buttons say which. A key counts once, since the next statement comes with a new page.
"use strict";

let answered = false;
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (answered || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const key = { " ": "s", Backspace: "b" }[event.key] ?? event.key.toLowerCase();
  const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!button || (event.key === " " && event.target.closest("button, a"))) return;
  event.preventDefault();
  answered = true;
  button.click();
});
addEventListener("pageshow", () => { answered = false; });
for (const form of document.querySelectorAll("#answers, .undo")) form.addEventListener("submit", () => { answered = true; });
