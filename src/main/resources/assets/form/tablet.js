// A form that goes from hand to hand: start, form, thanks, start. Whoever walks away leaves nothing behind.
(() => {
  const WARNING = 20;
  const THANKS = 15000;
  const LOOK = 15000;
  const byId = (id) => document.getElementById(id);
  const entry = byId('entry');
  if (!window.crypto || !crypto.subtle || !window.indexedDB) {
    byId('insecure').hidden = false;
    byId('begin').hidden = true;
    return;
  }
  const rules = [...byId('rules').children].map((one) => one.dataset);
  // A form that never was used takes the place of one that was: no undo brings back what somebody typed.
  const pristine = byId('form').cloneNode(true);
  const { tablet, key, version, idle } = byId('form').dataset;
  let pad;
  let answers = {};
  let stale = false;
  let quietSince = Date.now();
  let thanksUntil = 0;

  const show = (id) => {
    for (const one of ['start', 'entry', 'done']) byId(one).hidden = one !== id;
    scrollTo(0, 0);
  };
  const fresh = () => {
    const form = pristine.cloneNode(true);
    byId('form').replaceWith(form);
    form.querySelectorAll('input, textarea, select').forEach((one) => { one.autocomplete = 'off'; });
    for (const rule of rules) {
      const most = Number(rule.most);
      form.querySelectorAll('input[type=text], textarea').forEach((one) => {
        if (one.name === rule.field && most > 0) one.maxLength = most;
      });
    }
    pad = tabletPad(byId('pad'));
    answers = {};
    byId('problems').hidden = byId('slip').hidden = true;
    if (byId('idle').open) byId('idle').close();
  };
  const begin = () => {
    fresh();
    show('entry');
    quietSince = Date.now();
    byId('entry-title').focus();
    document.documentElement.requestFullscreen?.().catch(() => {});
  };
  const start = () => {
    fresh();
    show('start');
    if (stale) location.reload();
  };

  const entries = () => {
    const all = [...new FormData(byId('form')).entries()].filter(([, value]) => typeof value === 'string' && value !== '');
    return all.concat(Object.entries(answers));
  };
  const wrong = (given) => {
    const value = (name) => given.filter(([one]) => one === name).map(([, text]) => text.trim()).join();
    const faults = [];
    for (const rule of rules) {
      const typed = value(rule.field);
      if (!typed && rule.required === 'true') faults.push([rule.field, rule.missing]);
      else if (typed && rule.type === 'EMAIL' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed)) faults.push([rule.field, rule.wrong]);
      else if (typed && rule.type === 'MOBILE' && !/^[+(]*\d[\d\s()./\u2010-\u2013-]*$/.test(typed)) faults.push([rule.field, rule.wrong]);
      else if (typed && rule.type === 'NUMBER' && !/^[+-]?[\d.,]+$/.test(typed)) faults.push([rule.field, rule.wrong]);
    }
    byId('form').querySelectorAll('.box input[required]').forEach((box) => {
      if (!box.checked) faults.push([box.name, box.dataset.missing]);
    });
    const consents = [...byId('form').querySelectorAll('.box input[data-none]')];
    if (consents.length && !consents.some((box) => box.checked || box.required)) faults.push([consents[0].name, consents[0].dataset.none]);
    if (!pad.signed() && !byId('typed').value.trim()) faults.push(['_signature', byId('form').dataset.unsigned]);
    return faults;
  };
  const tell = (faults) => {
    const list = byId('problems').querySelector('ul');
    list.replaceChildren(...faults.map(([field, text]) => {
      const line = document.createElement('li');
      const link = document.createElement('a');
      link.href = `#${field}`;
      link.textContent = text;
      line.append(byId(field) ? link : link.textContent);
      return line;
    }));
    byId('form').querySelectorAll('[aria-invalid]').forEach((one) => one.removeAttribute('aria-invalid'));
    byId('form').querySelectorAll('.wrong').forEach((one) => one.remove());
    byId('form').querySelectorAll('[aria-describedby$="-wrong"]').forEach((one) => {
      const help = byId(`${one.id}-help`);
      if (help) one.setAttribute('aria-describedby', help.id);
      else one.removeAttribute('aria-describedby');
    });
    faults.forEach(([field, text]) => {
      const control = byId(field);
      const id = `${field}-wrong`;
      if (!control || byId(id)) return;
      const place = control.matches('fieldset') ? control : control.closest('.box') ? control.nextElementSibling : control.parentNode;
      place.append(Object.assign(document.createElement('span'), { className: 'wrong', id, textContent: text }));
      control.setAttribute('aria-describedby', byId(`${field}-help`) ? `${field}-help ${id}` : id);
      if (!control.matches('fieldset')) control.setAttribute('aria-invalid', 'true');
    });
    byId('problems').hidden = faults.length === 0;
    if (faults.length) byId('problems').focus();
  };

  const submit = async () => {
    const given = entries();
    const faults = wrong(given);
    tell(faults);
    byId('slip').hidden = true;
    if (faults.length) return;
    const typed = byId('typed').value.trim();
    byId('send').disabled = true;
    try {
      const told = await tabletQueue.submit(tablet, key, {
        version: Number(version), entries: given, signature: pad.signed() ? pad.drawn() : { typed }, signedAt: Date.now(),
      });
      answer(told);
    } finally {
      byId('send').disabled = false;
    }
    look();
  };
  const answer = (told) => {
    quietSince = Date.now();
    if (told.state === 'faults') {
      tell(told.errors.map((one) => [one.field, one.field === '_signature' ? byId('form').dataset.unsigned : one.text]));
    } else if (told.state === 'slip') {
      byId('meant').textContent = told.meant;
      byId('slip').hidden = false;
      byId('slip').focus();
    } else if (told.state === 'reload') {
      location.reload();
    } else {
      byId('later').hidden = told.state === 'taken';
      fresh();
      show('done');
      thanksUntil = Date.now() + THANKS;
      byId('done-title').focus();
    }
  };

  const look = async () => {
    const left = await tabletQueue.flush(tablet);
    tabletQueue.show(byId('waiting'), left);
    const told = await tabletQueue.beat(left);
    if (told.state === 'rest' || (told.state === undefined && told.status === 403)) location.reload();
    stale = told.version !== undefined && told.version !== Number(version);
    if (stale && !byId('start').hidden) location.reload();
  };

  // What is looked at each second is the clock: a tablet that slept for an hour wakes up to an empty form.
  const tick = () => {
    if (!byId('done').hidden && Date.now() > thanksUntil) start();
    if (entry.hidden) return;
    const left = Math.ceil(Number(idle) + WARNING - (Date.now() - quietSince) / 1000);
    if (left <= 0) start();
    else if (left <= WARNING) {
      byId('left').textContent = left;
      if (!byId('idle').open) byId('idle').showModal();
    }
  };
  const touched = () => {
    if (!byId('idle').open) quietSince = Date.now();
  };
  ['pointerdown', 'pointermove', 'keydown', 'input'].forEach((kind) => document.addEventListener(kind, touched, { passive: true }));
  byId('stay').addEventListener('click', () => {
    quietSince = Date.now();
    byId('idle').close();
  });
  byId('idle').addEventListener('cancel', () => { quietSince = Date.now(); });

  document.addEventListener('click', (event) => {
    const id = event.target.id;
    if (id === 'begin') begin();
    if (id === 'cancel' || id === 'next') start();
    if (id === 'clear') pad.clear();
    if (id === 'keep') answers = { addressHint: 'keep' };
    if (id === 'take') answers = { addressHint: byId('meant').textContent };
    if (id === 'keep' || id === 'take') submit();
  });
  document.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  // "Back" leads nowhere, and what a browser brings back from memory is emptied.
  history.pushState(null, '', location.href);
  addEventListener('popstate', () => history.pushState(null, '', location.href));
  addEventListener('pageshow', (event) => { if (event.persisted) start(); });
  addEventListener('online', look);
  fresh();
  setInterval(tick, 1000);
  setInterval(look, LOOK);
  tabletQueue.forgetOthers(tablet).then(look);
})();
