// The chart of a dispute with a pointer: details beside a mark, arrow keys from mark to mark, a span of time drawn out.
"use strict";

for (const chart of document.querySelectorAll(".dispute")) {
  details(chart);
  keys(chart);
  if (chart.dataset.days) brush(chart);
}

function details(chart) {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);
  const told = new WeakMap();
  const show = (event) => {
    const link = event.target.closest?.("svg a");
    if (!link) return;
    const title = link.querySelector(":scope > title");
    if (title) {
      told.set(link, title.textContent);
      link.setAttribute("aria-label", title.textContent);
      title.remove();
    }
    tip.textContent = told.get(link) ?? "";
    tip.hidden = false;
    const box = link.getBoundingClientRect();
    const wide = tip.offsetWidth, high = tip.offsetHeight;
    const left = Math.min(Math.max(8, box.left + box.width / 2 - wide / 2), innerWidth - wide - 8);
    const above = box.top - high - 10;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 8 ? above : box.bottom + 10}px`;
  };
  const hide = () => { tip.hidden = true; };
  chart.addEventListener("pointerover", show);
  chart.addEventListener("focusin", show);
  chart.addEventListener("pointerout", hide);
  chart.addEventListener("focusout", hide);
  addEventListener("scroll", hide, { passive: true });
}

function keys(chart) {
  for (const plot of chart.querySelectorAll(".lanes svg.plot, .lanes svg.undated")) {
    const marks = [...plot.querySelectorAll("a")];
    const place = (mark) => { const box = mark.getBoundingClientRect(); return box.left + box.top / 1000; };
    marks.sort((one, other) => place(one) - place(other));
    marks.forEach((mark, n) => mark.setAttribute("tabindex", n ? "-1" : "0"));
    plot.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const at = marks.indexOf(document.activeElement);
      if (!step || at < 0) return;
      event.preventDefault();
      marks[Math.min(Math.max(at + step, 0), marks.length - 1)].focus();
    });
  }
}

function brush(chart) {
  const lanes = chart.querySelector(".lanes"), plot = lanes?.querySelector("svg.plot");
  if (!plot) return;
  const first = new Date(`${chart.dataset.first}T00:00:00Z`), days = Number(chart.dataset.days);
  const box = document.createElement("div");
  box.className = "brush";
  lanes.style.position = "relative";
  let from = null, moved = false;
  const across = (event) => {
    const area = plot.getBoundingClientRect();
    return Math.min(Math.max((event.clientX - area.left) / area.width, 0), 1);
  };
  const day = (share) => new Date(first.getTime() + Math.min(Math.floor(share * days), days - 1) * 864e5).toISOString().slice(0, 10);
  lanes.addEventListener("pointerdown", (event) => {
    if (event.button || event.pointerType === "touch" || !event.target.closest("svg.plot")) return;
    from = across(event);
    moved = false;
  });
  addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = across(event), area = plot.getBoundingClientRect(), base = lanes.getBoundingClientRect();
    if (!moved && Math.abs(to - from) * area.width < 8) return;
    moved = true;
    lanes.classList.add("brushing");
    if (!box.isConnected) lanes.append(box);
    box.style.left = `${area.left - base.left + Math.min(from, to) * area.width}px`;
    box.style.width = `${Math.abs(to - from) * area.width}px`;
    box.style.top = "0";
    box.style.bottom = "0";
  });
  addEventListener("pointerup", (event) => {
    if (from === null) return;
    const span = [from, across(event)].sort((a, b) => a - b);
    from = null;
    lanes.classList.remove("brushing");
    if (!moved) return;
    const form = document.getElementById("narrow");
    if (!form) return box.remove();
    form.elements.since.value = day(span[0]);
    form.elements.until.value = day(span[1]);
    form.requestSubmit();
  });
  lanes.addEventListener("click", (event) => { if (moved) { event.preventDefault(); moved = false; } }, true);
  lanes.addEventListener("dragstart", (event) => event.preventDefault());
}
