// Files dropped on the form are chosen, and what is chosen is listed.
"use strict";

const drop = document.querySelector("[data-drop]");
const input = document.getElementById("files");
const list = drop.querySelector(".chosen");

function show() {
  list.replaceChildren(...[...input.files].slice(0, 50).map((file) => {
    const item = document.createElement("li");
    item.textContent = `${file.name} · ${Math.ceil(file.size / 1024).toLocaleString()} kB`;
    return item;
  }));
}

input.addEventListener("change", show);
for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  input.files = event.dataTransfer.files;
  show();
});
