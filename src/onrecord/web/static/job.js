// What is being read, as it happens.
"use strict";

const job = document.querySelector("[data-job]");
const field = (name) => job.querySelector(`[data-field="${name}"]`);
const list = job.querySelector(".outcomes");
let passed = Number(job.dataset.seen);  // the server tells all outcomes again; these are on the page already

function show(outcome) {
  if (passed > 0) { passed -= 1; return; }
  const item = document.createElement("li");
  item.className = outcome.state;
  const chip = document.createElement("span");
  chip.className = "chip";
  chip.textContent = outcome.state;
  item.append(chip, " ");
  if (outcome.article) {
    const link = document.createElement("a");
    link.href = `/articles/${encodeURIComponent(escaped(outcome.article))}`;
    link.textContent = outcome.title || outcome.name;
    const rest = document.createElement("span");
    rest.className = "small";
    rest.textContent = outcome.state === "read" ? ` ${outcome.attributions} attributions · ${outcome.name}` : "";
    item.append(link, rest);
  } else {
    const reason = document.createElement("span");
    reason.className = "doubt";
    reason.textContent = outcome.reason;
    item.append(outcome.name, " ", reason);
  }
  list.append(item);
}

// As links.py writes an id in a path.
function escaped(id) {
  const odd = (char) => `~${char.codePointAt(0).toString(16)}~`;
  return id.replace(/[~/\\?\u0000-\u0020\u007f-\u00a0]/g, odd).replace(/\.(json|csv|html)$/, "~2e~$1").replace(/^\.(?=\.?$)/, "~2e~");
}

if (job.dataset.state === "waiting" || job.dataset.state === "reading") {
  const events = new EventSource(`/jobs/${job.dataset.job}/events`);
  events.addEventListener("outcome", (event) => show(JSON.parse(event.data)));
  events.addEventListener("state", (event) => {
    const state = JSON.parse(event.data);
    for (const name of ["state", "read", "known", "failed", "attributions", "reason"]) field(name).textContent = state[name];
    if (state.state === "done" || state.state === "failed") events.close();
  });
  events.addEventListener("error", () => { events.close(); setTimeout(() => location.reload(), 3000); });
}
