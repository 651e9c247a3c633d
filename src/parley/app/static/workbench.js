// The workbench's one script. The address holds the state; the server renders; this moves the two together.
"use strict";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => Array.from(root.querySelectorAll(selector));
const desk = Boolean(document.body.dataset.desk); // documents without a case
const token = $('meta[name="parley-token"]').content;

function say(words) {
  $("#live").textContent = words;
}

async function send(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-parley-token": token },
    body: JSON.stringify(body),
  });
  return read(answer);
}

async function read(answer) {
  const text = await answer.text();
  let found;
  try { found = JSON.parse(text); } catch { found = { error: text.trim() }; }
  if (!answer.ok) throw new Error(found.error || "it did not work");
  return found;
}

function show(id, message) {
  const box = $(id);
  if (!box) return;
  box.textContent = message || "";
  box.hidden = !message;
}

// Forms whose fields submit at once.
for (const field of $$("[data-submit]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}

// ---- documents dropped or chosen ----------------------------------------------------------------------------------

async function upload(files) {
  const told = [];
  for (const file of files) {
    try {
      const answer = await fetch("/do/upload", {
        method: "POST",
        headers: {
          "content-type": "application/octet-stream",
          "x-parley-token": token,
          "x-parley-name": encodeURIComponent(file.name),
        },
        body: file,
      });
      const found = await read(answer);
      told.push(found.new ? `${found.name}: ${found.statements} statements` : `${found.name}: already here`);
    } catch (error) {
      told.push(`${file.name}: ${error.message}`);
    }
  }
  sessionStorage.setItem("parley-told", told.join("\n"));
  location.assign(desk ? "/brief" : "/evidence");
}

const told = sessionStorage.getItem("parley-told");
if (told && ["evidence", "brief"].includes(document.body.dataset.page)) {
  sessionStorage.removeItem("parley-told");
  const note = document.createElement("p");
  note.className = "notice";
  note.setAttribute("role", "status");
  note.textContent = told;
  $("main").prepend(note);
}
$("#file")?.addEventListener("change", (event) => upload(event.target.files));
let depth = 0;
addEventListener("dragenter", (event) => {
  if (event.dataTransfer?.types.includes("Files")) { depth += 1; document.body.classList.add("dropping"); }
});
addEventListener("dragleave", () => { depth = Math.max(0, depth - 1); if (!depth) document.body.classList.remove("dropping"); });
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  depth = 0;
  document.body.classList.remove("dropping");
  if (event.dataTransfer?.files.length) upload(event.dataTransfer.files);
});

// ---- the desk: what is being read, and a case made of it -----------------------------------------------------------

async function follow(note) {
  for (;;) {
    await new Promise((done) => setTimeout(done, 700));
    let found;
    try {
      found = await (await fetch("/progress.json")).json();
    } catch {
      note.textContent = "The program has stopped. Start it again, then reload this page.";
      return;
    }
    if (!found.waiting) { location.reload(); return; }
    const all = found.done + found.waiting;
    note.textContent = `Reading ${found.done + 1} of ${all}: ${found.now || ""}. The page fills when all are read; reload it to see what there is.`;
  }
}
if ($("#reading")) follow($("#reading"));

$("#make-case")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const button = $("button", form);
  show("#make-trouble", "");
  button.disabled = true;
  say("Making the case");
  try {
    const made = await send("/do/make-case", { folder: form.folder.value, party: form.party.value, war: form.war.value });
    location.assign(made.address);
  } catch (error) {
    show("#make-trouble", error.message);
    button.disabled = false;
    form.folder.focus();
  }
});

// ---- assumptions --------------------------------------------------------------------------------------------------

function assumptions() {
  const fields = $$(".field");
  const byPath = new Map();
  for (const field of fields) {
    const path = field.dataset.path;
    if (!byPath.has(path)) byPath.set(path, []);
    byPath.get(path).push(field);
  }
  const sets = new Map();
  let running = false;
  let wanted = null;

  const part = (field, role) => $(`[data-role="${role}"]`, field);

  function query() {
    const q = new URLSearchParams();
    if ($("#view").value !== "base") q.set("view", $("#view").value);
    q.set("kind", $("#kind").value);
    for (const [path, value] of sets) q.append("set", `${path}=${value}`);
    return "?" + q.toString();
  }

  function paint(path) {
    for (const field of byPath.get(path) || []) {
      const value = sets.get(path) ?? field.dataset.start;
      const slider = part(field, "slider");
      const text = part(field, "text");
      if (document.activeElement !== text) text.value = value;
      if (document.activeElement !== slider || !sets.has(path)) {
        const number = sets.has(path) ? Number(value) : Number(slider.dataset.home);
        if (Number.isFinite(number)) slider.value = number;
      }
      field.classList.toggle("changed", sets.has(path));
      part(field, "back").hidden = !sets.has(path);
    }
  }

  function count() {
    $("#changed-count").textContent = sets.size ? `${sets.size} change${sets.size > 1 ? "s" : ""}` : "no changes";
    $("#full").href = "/answer" + query();
    $("#reset").disabled = !sets.size;
    $("#save-view").disabled = !sets.size;
    for (const link of $$(".tabs a")) {
      const page = new URL(link.href).pathname;
      if (["/answer", "/assumptions", "/compare", "/courses", "/claims"].includes(page)) link.href = page + query();
    }
  }

  // One request at a time; while one is under way only the newest state waits.
  async function refresh() {
    wanted = query();
    if (running) return;
    running = true;
    while (wanted !== null) {
      const asked = wanted;
      wanted = null;
      try {
        const answer = await fetch("/result" + asked, { headers: { accept: "text/html" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (answer.ok) {
          $("#result").replaceChildren(...page.body.childNodes);
          show("#problem", "");
          document.dispatchEvent(new CustomEvent("parley:result"));
          $$('.field [aria-invalid="true"]').forEach((input) => input.removeAttribute("aria-invalid"));
        } else {
          show("#problem", $("pre", page)?.textContent || "This cannot be worked out.");
        }
      } catch {
        show("#problem", "The workbench does not answer; is it still running?");
      }
    }
    running = false;
  }

  function put(path, value, settled) {
    const home = byPath.get(path)[0].dataset.start;
    if (value === home || value === "") sets.delete(path); else sets.set(path, value);
    paint(path);
    count();
    refresh();
    if (settled) remember();
  }

  let last = location.search;
  function remember() {
    const now = query();
    if (now === last) return;
    history.pushState({ parley: (history.state?.parley || 0) + 1 }, "", now);
    last = now;
    $("#undo").disabled = false;
  }

  function fromAddress() {
    const q = new URLSearchParams(location.search);
    const before = new Set(sets.keys());
    sets.clear();
    for (const item of q.getAll("set")) {
      const at = item.search(/[=:]/); // a colon in addresses kept from before; no path holds either
      if (at > 0) sets.set(item.slice(0, at), item.slice(at + 1));
    }
    const view = q.get("view") || "base";
    if ($("#view").value !== view) { location.reload(); return; }
    if (q.get("kind")) $("#kind").value = q.get("kind");
    document.activeElement?.blur?.();
    for (const path of new Set([...before, ...sets.keys()])) paint(path);
    last = location.search;
    $("#undo").disabled = !(history.state?.parley > 0);
    count();
  }

  for (const field of fields) {
    const path = field.dataset.path;
    const slider = part(field, "slider");
    const text = part(field, "text");
    slider.dataset.home = slider.value;
    slider.addEventListener("input", () => put(path, slider.value, false));
    slider.addEventListener("change", () => put(path, slider.value, true));
    text.addEventListener("change", () => { put(path, text.value.trim(), true); });
    part(field, "back").addEventListener("click", () => { slider.value = slider.dataset.home; text.value = field.dataset.start; put(path, "", true); slider.focus(); });
  }
  // A page that is opened with changes in its address knows each slider's home from the case, not from the change.
  fetch("/assumptions.json" + ($("#view").value === "base" ? "" : `?view=${encodeURIComponent($("#view").value)}`))
    .then((answer) => answer.json())
    .then((data) => {
      for (const group of data.groups) for (const f of group.fields) {
        for (const field of byPath.get(f.path) || []) if (f.value !== null) part(field, "slider").dataset.home = f.value;
      }
    })
    .catch(() => say("The starting values could not be read."));

  $("#view").addEventListener("change", () => { location.assign("/assumptions" + query()); });
  $("#kind").addEventListener("change", () => { remember(); count(); refresh(); });
  $("#undo").addEventListener("click", () => history.back());
  $("#reset").addEventListener("click", () => {
    const paths = [...sets.keys()];
    sets.clear();
    paths.forEach(paint);
    count();
    refresh();
    remember();
    say("All changes dropped");
  });
  $("#find").addEventListener("input", () => {
    const words = $("#find").value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const group of $$("details.fields")) {
      let any = false;
      for (const field of $$(".field", group)) {
        const hit = words.every((word) => field.dataset.words.includes(word));
        field.hidden = !hit;
        any ||= hit;
      }
      group.hidden = !any;
      if (words.length) group.open = any;
    }
  });
  addEventListener("popstate", () => { fromAddress(); refresh(); });
  fromAddress();
  count();

  const dialog = $("#save-dialog");
  $("#save-view").addEventListener("click", () => { show("#save-problem", ""); dialog.showModal(); $("#save-key").focus(); });
  $("#save-cancel").addEventListener("click", () => dialog.close());
  $("#save-now").addEventListener("click", async () => {
    try {
      const found = await send("/do/save-view", {
        key: $("#save-key").value.trim(),
        title: $("#save-name").value.trim(),
        because: $("#save-because").value.trim(),
        sets: Object.fromEntries(sets),
      });
      location.assign("/assumptions?view=" + encodeURIComponent(found.view));
    } catch (error) {
      show("#save-problem", error.message);
    }
  });
}

// ---- document: a click on words lights up their statement ---------------------------------------------------------

function reading() {
  for (const segment of $$(".seg[data-of]")) {
    segment.addEventListener("click", () => {
      const ids = segment.dataset.of.split(" ");
      const current = $(".statements li.chosen")?.dataset.statement;
      const id = ids[(ids.indexOf(current) + 1) % ids.length];
      choose(id);
      document.getElementById("s-" + id)?.scrollIntoView({ block: "nearest" });
    });
  }
  for (const item of $$(".statements li[data-statement]")) {
    item.addEventListener("click", (event) => { if (!event.target.closest("a")) choose(item.dataset.statement); });
  }
  function choose(id) {
    $$(".statements li").forEach((li) => li.classList.toggle("chosen", li.dataset.statement === id));
    $$(".seg").forEach((s) => s.classList.toggle("lit", (s.dataset.of || "").split(" ").includes(id)));
  }
}

// ---- review -------------------------------------------------------------------------------------------------------

// Code points from the start of the document to a place in the text: each segment says where it starts.
function place(node, offset) {
  let element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const segment = element.closest(".seg");
  if (!segment) return null;
  const range = document.createRange();
  range.selectNodeContents(segment);
  range.setEnd(node, offset);
  return Number(segment.dataset.start) + Array.from(range.toString()).length;
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!$("#text").contains(range.commonAncestorContainer)) return null;
  const start = place(range.startContainer, range.startOffset);
  const end = place(range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : [start, end];
}

function marked(role) {
  const spans = [];
  for (const segment of $$(`.seg.is-${role}`, $("#text"))) {
    const start = Number(segment.dataset.start);
    const end = start + Array.from(segment.textContent).length;
    const before = spans[spans.length - 1];
    if (before && before[1] === start) before[1] = end; else spans.push([start, end]);
  }
  return spans;
}

function review() {
  const box = $("#review");
  if (!box) return;
  const statement = box.dataset.statement;
  const who = () => $("#who").value.trim() || "analyst";
  const skip = Number(box.dataset.skip || 0);
  let busy = false;

  function next(extra) {
    const q = new URLSearchParams({ who: who(), ...extra });
    location.assign("/review?" + q);
  }

  const verbs = {
    accept: async () => { await send("/do/decide", { statement, kind: "accept", who: who() }); next({ skip }); },
    reject: async () => { await send("/do/decide", { statement, kind: "reject", who: who() }); next({ skip }); },
    skip: async () => next({ skip: box.dataset.given ? skip : skip + 1 }),
    undo: async () => {
      const found = await send("/do/undo", { who: who() });
      next(found.statement ? { id: found.statement } : { skip });
    },
    rename: async () => {
      await send("/do/correct", { statement, who: who(), changes: { resolved: $("#resolved").value.trim() || null } });
      next({ id: statement });
    },
    merge: async () => {
      const name = $("#resolved").defaultValue;
      await send("/do/merge", { name, into: $("#resolved").value.trim(), who: who() });
      next({ id: statement });
    },
    apart: async () => {
      await send("/do/apart", { name: $('[data-do="apart"]').dataset.name, who: who() });
      next({ id: statement });
    },
    code: async () => {
      await send("/do/code", { statement, variable: $("#variable").value, value: $("#value").value, who: who() });
      next({ id: statement });
    },
  };

  async function act(name) {
    if (busy || (!statement && name !== "undo")) return;
    busy = true;
    try { await verbs[name](); } catch (error) { show("#problem", error.message); busy = false; }
  }
  for (const button of $$("[data-do]", box)) button.addEventListener("click", () => act(button.dataset.do));
  let held = null;
  document.addEventListener("selectionchange", () => { held = selected() || held; });
  for (const button of $$("[data-span]", box)) {
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", async (event) => {
      const span = selected() || held;
      if (!span) { show("#problem", "Select words in the text first."); return; }
      const role = button.dataset.span;
      const spans = event.shiftKey ? [...marked(role), span].sort((a, b) => a[0] - b[0]) : [span];
      try {
        await send("/do/correct", { statement, who: who(), changes: { [role]: spans } });
        next({ id: statement });
      } catch (error) { show("#problem", error.message); }
    });
  }
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, select, textarea, summary, [contenteditable]")) return;
    if (event.key === " " && event.target.closest("button, a")) return;
    const button = $$("[data-key]", box).find((b) => b.dataset.key === event.key);
    if (button) { event.preventDefault(); act(button.dataset.do); }
  });
}

const starts = { assumptions, document: reading, review };
starts[document.body.dataset.page]?.();
