// Pointing at words lights up their note in the margin, and the other way round.
"use strict";

const text = document.querySelector(".text");

function light(numbers) {
  for (const lit of text.querySelectorAll(".on")) lit.classList.remove("on");
  if (!numbers.length) return;
  for (const each of text.querySelectorAll("[data-n]")) {
    const own = each.dataset.n.split(" ");
    if (numbers.some((number) => own.includes(number))) each.classList.add("on");
  }
}

function numbersOf(target) {
  const found = target instanceof Element ? target.closest("[data-n]") : null;
  if (!found || !found.dataset.n) return [];
  return found.classList.contains("note") ? [found.dataset.n] : found.dataset.n.split(" ").slice(-1);
}

text?.addEventListener("mouseover", (event) => light(numbersOf(event.target)));
text?.addEventListener("mouseleave", () => light([]));
text?.addEventListener("focusin", (event) => light(numbersOf(event.target)));
