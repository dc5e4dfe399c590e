/* Streams the chosen or dropped file up, with its progress. Without script the form does the same for small files. */
(() => {
  const form = document.getElementById("upload");
  const field = document.getElementById("file");
  const drop = document.getElementById("drop");
  const said = document.getElementById("upload-said");
  const bar = document.getElementById("upload-bar");
  const state = document.getElementById("upload-state");
  const problem = document.getElementById("upload-problem");
  const button = form.querySelector("button");

  document.getElementById("drop-hint").hidden = false;
  document.getElementById("file-small").hidden = true;

  const fail = (text) => {
    state.hidden = true;
    button.disabled = false;
    problem.textContent = text;
    problem.hidden = false;
    problem.focus();
  };

  const send = (file) => {
    if (file.size > Number(form.dataset.most)) {
      fail(form.dataset.large);
      return;
    }
    const call = new XMLHttpRequest();
    call.open("POST", "/app/imports/file");
    call.setRequestHeader("Content-Type", "application/octet-stream");
    call.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    call.setRequestHeader("X-XSRF-TOKEN", form.querySelector("input[name=_csrf]").value);
    call.upload.addEventListener("progress", (event) => {
      const percent = event.total ? Math.floor((100 * event.loaded) / event.total) : 0;
      bar.value = percent;
      said.textContent = percent < 100 ? `${percent} %` : form.dataset.reading;
    });
    call.addEventListener("error", () => fail(form.dataset.failed));
    call.addEventListener("load", () => {
      let answer = {};
      try {
        answer = JSON.parse(call.responseText);
      } catch {
        /* An error page: what is said below. */
      }
      if (answer.to) {
        location.assign(answer.to);
      } else {
        fail(answer.problem || form.dataset.failed);
      }
    });
    problem.hidden = true;
    state.hidden = false;
    button.disabled = true;
    call.send(file);
  };

  form.addEventListener("submit", (event) => {
    if (field.files.length === 1) {
      event.preventDefault();
      send(field.files[0]);
    }
  });
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("import-over");
    });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("import-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("import-over");
    if (event.dataTransfer.files.length === 1) send(event.dataTransfer.files[0]);
  });
})();
