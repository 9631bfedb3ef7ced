// Fields for an actor offer the actors whose names hold what was typed.
"use strict";

for (const input of document.querySelectorAll("[data-suggest]")) {
  const list = document.getElementById(input.dataset.suggest);
  let last = 0;
  input.addEventListener("input", () => {
    const turn = ++last;
    setTimeout(async () => {
      const words = input.value.trim();
      if (turn !== last || words.length < 2) return;
      const answer = await fetch(`/actors.json?limit=12&q=${encodeURIComponent(words)}`).catch(() => null);
      if (!answer?.ok || turn !== last) return;
      const { lines } = await answer.json();
      list.replaceChildren(...lines.map((line) => {
        const option = document.createElement("option");
        option.value = line.id;
        option.label = `${line.name} (${line.kind}, ${line.statements})`;
        return option;
      }));
    }, 150);
  });
}
