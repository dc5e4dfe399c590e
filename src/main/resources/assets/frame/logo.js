// A logo that is too heavy or too large is made smaller here, where its owner can see how it looks.
(() => {
  const file = document.getElementById('file');
  const note = document.getElementById('file-shrunk');
  if (!file || !note) return;
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
