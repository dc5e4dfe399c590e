// What makes building a form quicker; all of it can be done without.
(() => {
  const form = () => document.getElementById('form');
  const on = (type, what) => document.addEventListener(type, what);

  // The preview follows what is typed. A new frame each time leaves no trace in the history.
  let waiting;
  let turn = 0;
  const draw = async () => {
    const mine = ++turn;
    const answer = await fetch(form().dataset.preview, { method: 'POST', body: new URLSearchParams(new FormData(form())) });
    if (!answer.ok || mine !== turn) return;
    const text = await answer.text();
    const old = document.querySelector('#stage iframe');
    if (!old || mine !== turn) return;
    const frame = old.cloneNode();
    frame.removeAttribute('src');
    frame.srcdoc = text;
    old.replaceWith(frame);
  };
  const soon = event => {
    if (!form() || !form().contains(event.target)) return;
    clearTimeout(waiting);
    waiting = setTimeout(draw, 250);
  };
  on('input', soon);
  on('change', soon);

  // A field is dragged to its place; the order of the page is the order of the form.
  let dragged = null;
  on('dragstart', event => {
    const field = event.target.closest && event.target.closest('.form-field');
    if (!field || form().querySelector('fieldset').disabled) return;
    dragged = field;
    field.classList.add('form-dragged');
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', '');
  });
  on('dragover', event => {
    const over = dragged && event.target.closest && event.target.closest('.form-field');
    if (!over) return;
    event.preventDefault();
    if (over === dragged) return;
    const middle = over.getBoundingClientRect();
    const below = event.clientY > middle.top + middle.height / 2;
    over.parentNode.insertBefore(dragged, below ? over.nextSibling : over);
  });
  on('drop', event => { if (dragged) event.preventDefault(); });
  on('dragend', () => {
    if (!dragged) return;
    dragged.classList.remove('form-dragged');
    dragged = null;
    form().requestSubmit(document.getElementById('save'));
  });
  // Text in an open field is marked by dragging, and moves nothing.
  on('pointerdown', event => {
    const field = event.target.closest && event.target.closest('.form-field');
    if (field) field.draggable = !event.target.closest('.form-inside');
  });

  // What was typed and not saved is not left by a link unasked.
  let kept = null;
  const typed = () => new URLSearchParams(new FormData(form())).toString();
  const keep = () => { kept = form() && !document.querySelector('#conflict, .is-invalid') ? typed() : ''; };
  keep();
  on('htmx:afterSettle', keep);
  on('submit', event => { if (event.target === form()) kept = null; });
  window.addEventListener('beforeunload', event => {
    if (kept !== null && form() && typed() !== kept) event.preventDefault();
  });
})();
