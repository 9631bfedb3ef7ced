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
    if (answer?.ok) shown();
    else if (!answer || answer.status === 503) setTimeout(look, 2000);
  };
  // Who has begun to read, or to fill in a form, is not moved.
  const shown = () => {
    const link = lacking.querySelector("a");
    const busy = scrollY > 100 || document.activeElement?.closest("main a, main button, main input, main select, main summary");
    if (!busy || !link) return location.reload();
    link.textContent = "show them";
    lacking.replaceChildren("The figures are counted: ", link, ".");
    lacking.classList.add("ready");
  };
  setTimeout(look, 2000);
}

// A page of which nothing is counted yet tells how far it is, and gives way to what it waits for.
const awaited = document.getElementById("counting");
if (awaited) {
  const told = (page) => {
    for (const id of ["now", "done"]) {
      const [is, was] = [page.getElementById(id), document.getElementById(id)];
      if (is && is.textContent !== was.textContent) was.replaceChildren(...is.childNodes);
    }
    const far = page.querySelector("#counting progress")?.getAttribute("value");
    const bar = awaited.querySelector("progress");
    if (far) bar.setAttribute("value", far);
    else bar.removeAttribute("value");
  };
  const look = async () => {
    const answer = await fetch(location.href).catch(() => null);
    const page = answer?.status === 503 ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    if (page?.getElementById("counting")) told(page);
    if (!answer || page?.getElementById("counting")) return setTimeout(look, 2000);
    if (answer.headers.get("content-disposition")) awaited.textContent = "It is there, and is being downloaded.";
    location.reload();
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
