//! The editor of a draft: what a standard would mean is shown while it is typed. Without this, the
//! button does the same.

const WAIT = 600;

/** Asks the server what the form would mean, and shows it. Nothing is saved by that. */
async function refresh(form, place, asked) {
  const body = new URLSearchParams(new FormData(form));
  body.set("do", "preview");
  const answer = await fetch(form.action, { method: "POST", body, signal: asked.signal });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const meant = page.getElementById("preview-place");
  // A session that has ended gives another page: what stands here stays.
  if (meant) place.replaceChildren(...meant.childNodes);
}

export function startEditor() {
  const form = document.querySelector("form.kept-editor");
  const place = document.getElementById("preview-place");
  if (!form || !place || !form.querySelector("button[value=preview]")) return;
  let waiting;
  let asked = new AbortController();
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    asked.abort();
    asked = new AbortController();
    const mine = asked;
    // What cannot be asked for now is asked for by the next letter, or by the button.
    waiting = setTimeout(() => refresh(form, place, mine).catch(() => {}), WAIT);
  });
}

/** A file that is chosen is read into the box of its text; nothing is sent by that. */
export function startFiles() {
  for (const choice of document.querySelectorAll("input[type=file][data-into]")) {
    const box = document.getElementById(choice.dataset.into);
    const group = choice.closest(".govuk-form-group");
    if (!box || !group) continue;
    group.hidden = false;
    choice.addEventListener("change", async () => {
      const [file] = choice.files;
      if (file) box.value = await file.text();
    });
  }
}
