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

  // A logo that is too heavy or too large is made smaller here, where its owner can see how it looks.
  const file = form.elements.file;
  const note = document.getElementById('file-shrunk');
  const shrink = async picture => {
    const most = file.dataset.most * 1024;
    for (let height = 160; height >= 64; height -= 32) {
      const scale = Math.min(1, height / picture.height, 640 / picture.width);
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
      for (const quality of [0.92, 0.8]) {
        const blob = await new Promise(done => canvas.toBlob(done, 'image/webp', quality));
        if (blob && blob.size <= most) return blob;
      }
    }
    return null;
  };
  file.addEventListener('change', async () => {
    note.textContent = '';
    const chosen = file.files[0];
    if (!chosen || !/^image\/(png|jpeg|webp)$/.test(chosen.type)) return;
    try {
      const picture = await createImageBitmap(chosen);
      const fits = chosen.size <= file.dataset.most * 1024
        && picture.width <= file.dataset.largest && picture.height <= file.dataset.largest;
      const small = fits ? null : await shrink(picture);
      if (!small || file.files[0] !== chosen) return;
      const list = new DataTransfer();
      list.items.add(new File([small], 'logo.webp', { type: small.type }));
      file.files = list.files;
      note.textContent = file.dataset.shrunk.replace('{}', Math.ceil(small.size / 1024));
    } catch (e) {
      // The server says what is wrong with it.
    }
  });
})();
