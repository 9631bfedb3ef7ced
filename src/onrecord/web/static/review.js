// One key an answer: the buttons say which. A key counts once, since the next statement comes with a new page.
"use strict";

let answered = false;
const doubts = [...document.querySelectorAll("[data-doubt]")];
const chosen = () => document.activeElement?.closest("[data-doubt]");
const go = (steps) => {
  const at = doubts.indexOf(chosen());
  const next = doubts[at < 0 ? 0 : Math.min(Math.max(at + steps, 0), doubts.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "center" });
};

// What is in doubt: j and k choose, and the other keys are those of the chosen one; the first press chooses.
const onDoubt = (key) => {
  if (key === "j" || key === "k") return go(key === "j" ? 1 : -1), true;
  const button = (chosen() ?? doubts[0])?.querySelector(`[data-doubt-key="${CSS.escape(key)}"]`);
  if (!button) return false;
  if (!chosen()) return go(0), true;
  const details = button.closest("details");
  if (details) {
    details.open = true;
    details.querySelector("input:not([type=hidden])").focus();
  } else if (!answered) {
    answered = true;
    button.click();
  }
  return true;
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing && event.key === "Escape") typing.closest("[data-doubt]")?.focus();
  if (answered || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const key = { " ": "s", Backspace: "b" }[event.key] ?? event.key.toLowerCase();
  const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (event.key === " " && event.target.closest("button, a, summary")) return;
  if (button) {
    answered = true;
    button.click();
  } else if (!onDoubt(key)) return;
  event.preventDefault();
});
addEventListener("pageshow", () => { answered = false; });
for (const form of document.querySelectorAll("#answers, .undo")) form.addEventListener("submit", () => { answered = true; });

// After a decision the next one of its kind is chosen.
if (location.hash) document.getElementById(location.hash.slice(1))?.querySelector("[data-doubt]")?.focus();
