/* Passkeys: asks the server for a question, the browser for its answer, and hands that back.
   Without script, or where the browser knows no passkeys, the buttons stay hidden. */
(() => {
  const known = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;

  async function send(address, fields) {
    const answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams({ ...fields, _csrf: document.querySelector("input[name=_csrf]").value }),
    });
    if (!answer.ok) {
      throw new Error(`status ${answer.status}`);
    }
    return answer.json();
  }

  async function answered(button) {
    const options = await send(button.dataset.options, { ticket: button.dataset.ticket || "" });
    return button.dataset.passkey === "make"
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  }

  async function run(button) {
    const credential = await answered(button);
    const name = button.dataset.name ? document.getElementById(button.dataset.name).value : "";
    const next = await send(button.dataset.address, {
      answer: JSON.stringify(credential.toJSON()),
      ticket: button.dataset.ticket || "",
      to: button.dataset.to || "",
      name,
    });
    if (button.dataset.form) {
      document.getElementById(button.dataset.form).submit();
    } else {
      location.assign(next.to);
    }
  }

  for (const button of document.querySelectorAll("button[data-passkey]")) {
    button.hidden = !known;
    const problem = button.nextElementSibling;
    button.addEventListener("click", async () => {
      problem.hidden = true;
      button.disabled = true;
      try {
        await run(button);
      } catch {
        problem.textContent = button.dataset.failed;
        problem.hidden = false;
      } finally {
        button.disabled = false;
      }
    });
  }
})();
