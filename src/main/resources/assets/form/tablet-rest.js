// Where no form is shown: what waits goes out, and whoever ends the tablet is told how much does not.
(() => {
  const place = document.querySelector('[data-tablet]');
  const still = document.getElementById('still');
  const waiting = document.getElementById('waiting');
  const look = async () => {
    const left = await tabletQueue.flush(place.dataset.tablet);
    if (still) still.value = left;
    if (waiting) tabletQueue.show(waiting, left);
    await tabletQueue.beat(left);
  };
  look();
  setInterval(look, 10000);
  // Staff who walked away leave the way out open to nobody.
  if (still) setTimeout(() => location.replace('/t'), 60000);
})();
