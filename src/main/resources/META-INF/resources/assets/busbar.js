// Keys. Everything they do can be done without them; /help lists them.
(() => {
  "use strict";
  const rows = () => Array.from(document.querySelectorAll("[data-row]"));
  const rowOf = (element) => element.closest("[data-row]");
  let awaitsPlace = false;

  function focusRow(row) {
    if (!row.matches("a")) {
      row.tabIndex = -1;
    }
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = rows();
    if (all.length === 0) {
      return;
    }
    const current = all.indexOf(rowOf(document.activeElement));
    const next = current < 0 ? (by > 0 ? 0 : all.length - 1) : current + by;
    focusRow(all[Math.max(0, Math.min(all.length - 1, next))]);
  }

  function why() {
    const row = rowOf(document.activeElement) || rows()[0];
    const details = row && row.querySelector("details");
    if (!details) {
      location.assign("/help");
      return;
    }
    details.open = true;
    details.querySelector("summary").focus();
  }

  function back() {
    const row = rowOf(document.activeElement);
    const open = row && row.querySelector("details[open]");
    if (open) {
      row.querySelectorAll("details[open]").forEach((details) => { details.open = false; });
      focusRow(row);
      return;
    }
    const up = document.querySelector("a[rel=up]");
    if (up) {
      up.click();
    }
  }

  function go(place) {
    const paths = { s: "/", r: "/replays", h: "/help" };
    const link = document.querySelector(`a[data-go="${CSS.escape(place)}"]`);
    const path = link ? link.getAttribute("href") : paths[place];
    if (path) {
      location.assign(path);
    }
  }

  function openRow() {
    const row = document.activeElement;
    const link = row && row.matches("tbody[data-row]") && row.querySelector("a[href]");
    if (link) {
      link.click();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable]")) {
      return;
    }
    if (awaitsPlace) {
      awaitsPlace = false;
      go(event.key);
      return;
    }
    switch (event.key) {
      case "j": step(1); break;
      case "k": step(-1); break;
      case "?": why(); break;
      case "Escape": back(); break;
      case "Enter": openRow(); break;
      case "g": awaitsPlace = true; break;
      default: return;
    }
    if (event.key !== "Enter") {
      event.preventDefault();
    }
  });
})();
