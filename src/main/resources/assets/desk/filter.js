// What somebody types while the lines are drawn anew is not lost: it goes into the line that comes in the place.
(() => {
  const SENT = new WeakMap();
  const fields = () => [...document.querySelectorAll('#lines input:not([type=checkbox]):not([type=hidden]), #lines textarea')];
  let typed = [];
  document.addEventListener('htmx:beforeRequest', event => event.detail.target.id === 'lines' && fields().forEach(field => SENT.set(field, field.value)));
  document.addEventListener('htmx:beforeSwap', event => {
    typed = event.detail.target.id !== 'lines' ? [] : fields().filter(field => SENT.has(field) && SENT.get(field) !== field.value);
  });
  document.addEventListener('htmx:afterSwap', () => {
    typed.forEach(old => {
      const now = document.getElementById(old.id);
      if (!now || now === old || now.localName !== old.localName) return;
      now.value = old.value;
      now.dispatchEvent(new Event('input', { bubbles: true }));
    });
    typed = [];
  });
})();
