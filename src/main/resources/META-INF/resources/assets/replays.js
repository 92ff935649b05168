// Replays: the form that starts one, the progress of those that run, the day that is looked at.
(() => {
  "use strict";
  const API = "/api/v1/replays";
  const POLL_MS = 1000;

  /** Takes a part of a page as it is now in place of the part that is shown. */
  async function renew(path, selector) {
    const answer = await fetch(path, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(selector);
    const shown = document.querySelector(selector);
    if (answer.ok && fresh && shown) {
      shown.replaceWith(fresh);
    } else {
      location.assign(path);
    }
  }

  /** What went wrong in the API's own words, a line each. */
  async function problems(answer) {
    const problem = await answer.json().catch(() => null);
    if (!problem || !problem.detail) {
      return [{ words: `Busbar answered ${answer.status} ${answer.statusText}.` }];
    }
    const errors = problem.errors || [];
    if (errors.length === 0) {
      return [{ words: sentence(problem.detail) }];
    }
    return errors.map((error) => ({
      field: error.field || "",
      words: (error.line && (error.field || "").startsWith("prices.") ? `Line ${error.line}: ` : "")
        + sentence(error.message) + (error.remedy ? ` ${sentence(error.remedy)}` : ""),
    }));
  }

  function sentence(words) {
    return words.charAt(0).toUpperCase() + words.slice(1) + (/[.!?]$/.test(words) ? "" : ".");
  }

  // Progress

  async function follow() {
    let ended = false;
    for (const place of document.querySelectorAll("[data-running]")) {
      const answer = await fetch(`${API}/${place.dataset.running}`);
      if (!answer.ok) {
        continue;
      }
      const replay = await answer.json();
      place.querySelector("progress").value = replay.daysDone;
      place.querySelector("[data-progress]").textContent =
        `${replay.daysDone.toLocaleString("en-US")} of ${replay.daysTotal.toLocaleString("en-US")} days`;
      ended = ended || !["WAITING", "RUNNING"].includes(replay.status);
    }
    if (ended) {
      await (document.getElementById("kept") ? renew(location.href, "#kept") : location.reload());
    }
  }

  async function watch() {
    try {
      await follow();
    } catch {
      // Not reachable just now; the next look may find it.
    }
    if (document.querySelector("[data-running]")) {
      setTimeout(watch, POLL_MS);
    }
  }

  async function cancel(button) {
    button.disabled = true;
    const answer = await fetch(`${API}/${button.dataset.cancel}/cancel`, { method: "POST" });
    if (!answer.ok && answer.status !== 409) {
      button.disabled = false;
      return;
    }
    await follow();
  }

  // The form

  function refuse(form, list) {
    form.querySelectorAll(".wrong").forEach((words) => words.remove());
    form.querySelectorAll("[aria-invalid]").forEach((field) => {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    });
    const general = form.querySelector(".refusal");
    general.textContent = "";
    let first = null;
    for (const { field, words } of list) {
      const control = controlFor(form, field || "");
      if (!control) {
        general.textContent += (general.textContent ? " " : "") + (field ? `${field}: ` : "") + words;
        continue;
      }
      const line = document.createElement("span");
      line.className = "wrong";
      line.id = `${control.id}-wrong`;
      line.textContent = words;
      if (!control.hasAttribute("aria-invalid")) {
        control.setAttribute("aria-invalid", "true");
        control.setAttribute("aria-describedby", line.id);
        control.closest(".field").append(line);
      }
      first = first || control;
    }
    if (first) {
      first.focus();
    }
  }

  /** The field that a path such as prices.csv.hour_beginning is of. */
  function controlFor(form, path) {
    const fields = Array.from(form.elements).filter((field) => field.name);
    const exact = fields.find((field) => path === field.name || path.startsWith(`${field.name}.`));
    return exact || fields.find((field) => path !== "" && field.name.startsWith(`${path}.`));
  }

  function set(body, path, value) {
    const keys = path.split(".");
    const last = keys.pop();
    let at = body;
    for (const key of keys) {
      at[key] = at[key] || {};
      at = at[key];
    }
    at[last] = value;
  }

  async function body(form) {
    const asked = {};
    for (const field of Array.from(form.elements).filter((each) => each.name)) {
      if (field.type === "file") {
        if (field.files.length > 0) {
          set(asked, field.name, await field.files[0].text());
        }
      } else if (field.value.trim() !== "") {
        const text = field.value.trim();
        const number = field.name.startsWith("switching.") && Number.isFinite(Number(text));
        set(asked, field.name, number ? Number(text) : text);
      }
    }
    return asked;
  }

  async function ask(form) {
    const button = form.querySelector("button");
    button.disabled = true;
    refuse(form, []);
    try {
      const answer = await fetch(API, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(await body(form)),
      });
      if (answer.ok) {
        const replay = await answer.json();
        location.assign(`/replays/${replay.id}`);
        return;
      }
      refuse(form, await problems(answer));
    } catch {
      refuse(form, [{ words: "Busbar could not be reached. Nothing was started." }]);
    }
    button.disabled = false;
  }

  // The chosen day

  async function choose(day) {
    const path = `${location.pathname}?day=${encodeURIComponent(day)}`;
    await renew(path, "#day");
    history.replaceState(null, "", `${path}#day`);
    document.dispatchEvent(new CustomEvent("busbar:day", { detail: day }));
  }

  document.addEventListener("busbar:choose", (event) => choose(event.detail));

  document.addEventListener("click", (event) => {
    const stop = event.target.closest("[data-cancel]");
    const day = event.target.closest("[data-choose]");
    if (stop) {
      cancel(stop);
    } else if (day && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      choose(day.dataset.choose);
    }
  });

  document.addEventListener("submit", (event) => {
    if (event.target.id === "ask") {
      event.preventDefault();
      ask(event.target);
    } else if (event.target.matches(".choose")) {
      event.preventDefault();
      choose(event.target.elements.day.value);
    }
  });

  if (document.querySelector("[data-running]")) {
    setTimeout(watch, POLL_MS);
  }
})();
