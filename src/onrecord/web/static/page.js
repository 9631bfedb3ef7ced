// On every page: "/" goes to the search box, and a page whose record is being computed, or of which a part is being
// counted, loads again when it is done.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.getElementById("q-everywhere")?.focus();
});

const waiting = document.querySelector("[data-computing]");
if (waiting) {
  const look = async () => {
    const answer = await fetch("/state.json").catch(() => null);
    const state = answer?.ok ? await answer.json() : null;
    if (state?.record === "fresh") location.reload();
    else setTimeout(look, 2000);
  };
  setTimeout(look, 2000);
}

const lacking = document.querySelector("[data-counting]");
if (lacking?.dataset.counting) {
  const look = async () => {
    const answer = await fetch(lacking.dataset.counting).catch(() => null);
    if (answer?.ok) location.reload();
    else if (!answer || answer.status === 503) setTimeout(look, 2000);
  };
  setTimeout(look, 2000);
}

// An address that names something folded away unfolds it.
const unfold = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
};
addEventListener("hashchange", unfold);
unfold();

// On a narrow screen the menu is scrolled to where we are (scrollIntoView would move the place where Tab begins).
const current = document.querySelector(".top nav [aria-current]");
if (current) current.closest("nav").scrollLeft = current.offsetLeft + current.offsetWidth - innerWidth + 32;
