// What was signed and is not yet at the server: sealed to the server's key before it is kept, so that nobody who has
// the tablet in hand can open it, this script neither (see TabletKeys.java). Each has a number and counts once.
window.tabletQueue = (() => {
  const PATIENCE = 10000;
  const text = new TextEncoder();
  const base64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
  const bytes = (base) => Uint8Array.from(atob(base), (letter) => letter.charCodeAt(0));
  const inHand = new Set();

  const database = () =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open('jawort-tablet', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('waiting', { keyPath: 'id' });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });

  // Done when it is on the disk, not when it was asked for.
  const store = async (mode, act) => {
    const open = await database();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = open.transaction('waiting', mode, { durability: 'strict' });
        const request = act(transaction.objectStore('waiting'));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onerror = () => reject(transaction.error);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      open.close();
    }
  };

  const all = async (tablet) => (await store('readonly', (s) => s.getAll())).filter((one) => one.tablet === tablet);
  const remove = (id) => store('readwrite', (s) => s.delete(id));

  // What a tablet left behind that staff ended: nobody takes it any more.
  const forgetOthers = async (tablet) => {
    for (const one of await store('readonly', (s) => s.getAll())) if (one.tablet !== tablet) await remove(one.id);
  };

  const seal = async (tablet, serverKey, content) => {
    const id = crypto.randomUUID();
    const curve = { name: 'ECDH', namedCurve: 'P-256' };
    const theirs = await crypto.subtle.importKey('spki', bytes(serverKey), curve, false, []);
    const ours = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
    const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, 256);
    const context = text.encode(`jawort tablet ${tablet} ${id}`);
    const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
    const key = await crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: context }, material, { name: 'AES-GCM', length: 256 },
      false, ['encrypt']);
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: nonce, additionalData: context }, key, text.encode(JSON.stringify(content)));
    return {
      id, tablet, key: base64(await crypto.subtle.exportKey('spki', ours.publicKey)), nonce: base64(nonce), content: base64(sealed),
    };
  };

  const post = async (path, body) => {
    const ending = new AbortController();
    const patience = setTimeout(() => ending.abort(), PATIENCE);
    try {
      const answer = await fetch(path, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal: ending.signal,
        redirect: 'error',
      });
      return await answer.json();
    } catch {
      return { state: 'later' };
    } finally {
      clearTimeout(patience);
    }
  };

  const send = async (one, attended) => {
    const told = await post('/t/submissions', { ...one, tablet: undefined, sentAt: Date.now(), attended });
    // Sent back to be mended, it comes again under another number.
    if (['taken', 'faulty', 'faults', 'slip', 'reload'].includes(told.state)) await remove(one.id);
    return told;
  };

  return {
    all,
    forgetOthers,
    beat: (waiting) => post('/t/beat', { waiting }),
    // Keeps it first, whatever happens then; returns what the server said.
    submit: async (tablet, serverKey, content) => {
      const one = await seal(tablet, serverKey, content);
      inHand.add(one.id);
      try {
        await store('readwrite', (s) => s.put(one));
        return await send(one, true);
      } finally {
        inHand.delete(one.id);
      }
    },
    // One after the other, until the server cannot be reached.
    flush: async (tablet) => {
      for (const one of await all(tablet)) {
        if (inHand.has(one.id)) continue;
        inHand.add(one.id);
        try {
          if ((await send(one, false)).state === 'later') break;
        } finally {
          inHand.delete(one.id);
        }
      }
      return (await all(tablet)).length;
    },
    show: (place, count) => {
      place.textContent = count === 0 ? '' : count === 1 ? place.dataset.one : place.dataset.many.replace('#', count);
    },
  };
})();
