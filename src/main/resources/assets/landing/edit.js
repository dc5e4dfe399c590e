// What makes writing a landing page quicker; all of it can be done without.
(() => {
  const form = document.getElementById('landing');
  const stage = document.getElementById('stage');
  if (!form || !stage || form.querySelector('fieldset').disabled) return;

  // The preview follows what is typed. A new frame each time leaves no trace in the history.
  let waiting;
  let turn = 0;
  const draw = async () => {
    const mine = ++turn;
    const typed = new FormData(form);
    typed.delete('file');
    const answer = await fetch(form.dataset.preview, { method: 'POST', body: new URLSearchParams(typed) });
    if (!answer.ok || mine !== turn) return;
    const text = await answer.text();
    const old = stage.querySelector('iframe');
    if (!old || mine !== turn) return;
    const frame = old.cloneNode();
    frame.removeAttribute('src');
    frame.srcdoc = text;
    old.replaceWith(frame);
  };
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(draw, 250); };
  form.addEventListener('input', soon);
  form.addEventListener('change', soon);

  // A field is put where the cursor stood last.
  let place = form.elements.text;
  for (const name of ['heading', 'text']) {
    form.elements[name].addEventListener('focus', event => { place = event.target; });
  }
  for (const button of form.querySelectorAll('[data-insert]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      place.setRangeText(button.dataset.insert, place.selectionStart, place.selectionEnd, 'end');
      place.focus();
      soon();
    });
  }

  // Choosing a colour means an own one; a suggested one is taken without leaving the page.
  form.elements.colour.addEventListener('input', () => { form.elements.colours.value = 'own'; });
  form.addEventListener('click', event => {
    const suggestion = event.target.closest('[data-colour]');
    if (!suggestion) return;
    event.preventDefault();
    form.elements.colour.value = suggestion.dataset.colour;
    form.elements.colour.dispatchEvent(new Event('input', { bubbles: true }));
    form.elements.colour.focus();
  });
})();
