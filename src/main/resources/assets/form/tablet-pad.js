// Where people sign by finger, pen or mouse: points, from which the server draws the picture itself.
window.tabletPad = (pad) => {
  const MOST = 2500;
  const pen = pad.getContext('2d');
  let strokes = [];
  let count = 0;
  let by = 'touch';
  let stroke = null;

  const place = (event) => {
    const box = pad.getBoundingClientRect();
    const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
    return [
      within(((event.clientX - box.left) * pad.width) / box.width, pad.width),
      within(((event.clientY - box.top) * pad.height) / box.height, pad.height),
    ];
  };
  const add = (x, y) => {
    const last = stroke.slice(-2);
    if (count >= MOST || (last.length && Math.hypot(x - last[0], y - last[1]) < 2)) return;
    stroke.push(x, y);
    count += 1;
    pen.beginPath();
    pen.moveTo(...(last.length ? last : [x, y]));
    pen.lineTo(x, y);
    pen.stroke();
  };
  pen.lineWidth = 3;
  pen.lineCap = pen.lineJoin = 'round';
  pad.addEventListener('pointerdown', (event) => {
    if (stroke || event.button !== 0) return;
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    by = event.pointerType || 'touch';
    stroke = [];
    strokes.push(stroke);
    add(...place(event));
  });
  pad.addEventListener('pointermove', (event) => {
    if (!stroke) return;
    const each = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    (each.length ? each : [event]).forEach((one) => add(...place(one)));
  });
  const up = () => { stroke = null; };
  pad.addEventListener('pointerup', up);
  pad.addEventListener('pointercancel', up);

  return {
    clear: () => {
      strokes = [];
      count = 0;
      stroke = null;
      pen.clearRect(0, 0, pad.width, pad.height);
    },
    signed: () => count >= 5,
    drawn: () => ({ width: pad.width, height: pad.height, strokes: strokes.filter((one) => one.length), by }),
  };
};
