// The picture of the evening: one image for messages and one for A4, made on the tablet without a network.
//
// It is always light, so that it prints and is legible in grey; it names nobody who did not agree to it.

const INK = '#14231B', QUIET = '#3A4C43', PAPER = '#F4F7F1', LEAF = '#0F4A34', HONEY = '#F4B942', LINE = '#C3CFC5';
const MOST_DOTS = 60;
const STEPS = [1.3, 1.2, 1.1, 1, 0.92, 0.84, 0.76, 0.68, 0.6];

export const SIZES = {message: {width: 1080, height: 1350, promises: 3}, paper: {width: 1240, height: 1754, promises: 7}};

// Words in lines that fit; a word that is longer than a line is broken.
export function wrapped(words, width, measure) {
  const lines = [];
  let line = '';
  for (const word of words.split(' ').flatMap(one => broken(one, width, measure))) {
    const longer = line ? `${line} ${word}` : word;
    if (measure(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].filter(Boolean);
}

function broken(word, width, measure) {
  if (measure(word) <= width) return [word];
  const parts = [''];
  for (const sign of word) {
    if (measure(parts.at(-1) + sign) > width && parts.at(-1)) parts.push('');
    parts.push(parts.pop() + sign);
  }
  return parts;
}

// Paints what `said` holds: {place, day, people, came, wishes: {title, rows: [{place, name, dots}], none,
// more}, promises:
// {title, rows: [[who, what]], more(n)}, next: {title, said}, base}. It gets smaller until everything has room.
export function paint(canvas, said, size) {
  Object.assign(canvas, {width: size.width, height: size.height});
  const draw = canvas.getContext('2d');
  const font = getComputedStyle(document.body).fontFamily;
  const fits = scale => painted(draw, said, size, {font, unit: (size.width / 1080) * scale}) <= size.height;
  STEPS.some(fits);
}

function painted(draw, said, size, {font, unit}) {
  const pen = penOf(draw, size, font, unit);
  draw.fillStyle = PAPER;
  draw.fillRect(0, 0, size.width, size.height);
  head(pen, said, size);
  door(pen, said);
  wishes(pen, said.wishes);
  promises(pen, said.promises, size.promises);
  if (said.next.said) pen.title(said.next.title), pen.text(said.next.said, {size: 40, bold: true});
  pen.gap(26);
  pen.text(said.base, {size: 30, color: QUIET});
  return pen.y + 30 * unit;
}

// A pen that goes down the page. Sizes are in thousandths of the width of a message.
function penOf(draw, size, font, unit) {
  const margin = 64 * unit;
  const pen = {
    draw, unit, margin, y: 0, width: size.width - 2 * margin,
    gap: n => { pen.y += n * unit; },
    set(points, bold, color) {
      draw.font = `${bold ? 700 : 400} ${points * unit}px ${font}`;
      draw.fillStyle = color;
    },
    text(words, {size: points, bold = false, color = INK, left = 0, right = 0}) {
      pen.set(points, bold, color);
      for (const line of wrapped(words, pen.width - (left + right) * unit, part => draw.measureText(part).width)) {
        pen.y += points * 1.25 * unit;
        draw.fillText(line, margin + left * unit, pen.y);
      }
    },
    title(words) {
      pen.gap(30);
      draw.fillStyle = LINE;
      draw.fillRect(margin, pen.y, pen.width, 3 * unit);
      pen.gap(6);
      pen.text(words, {size: 30, bold: true, color: LEAF});
      pen.gap(6);
    },
  };
  return pen;
}

function head(pen, {place, day}, {width}) {
  const {draw, unit} = pen;
  // How high the band is, is known only once the words are wrapped: they are written twice.
  pen.gap(36);
  const write = () => {
    pen.text(place, {size: 58, bold: true, color: '#FFFFFF'});
    pen.text(day, {size: 34, color: '#FFFFFF'});
  };
  const top = pen.y;
  write();
  draw.fillStyle = LEAF;
  draw.fillRect(0, 0, width, pen.y + 34 * unit);
  pen.y = top;
  write();
  pen.gap(44);
}

// How many came, and a dot for each of them; nothing where they were not counted on this tablet.
function door(pen, {people, came}) {
  if (!people) return;
  const {draw, unit, margin} = pen;
  pen.text(came, {size: 64, bold: true});
  const dots = Math.min(people, MOST_DOTS);
  const step = Math.min(46 * unit, (pen.width / Math.max(dots, 1)) * 2);
  const each = Math.max(1, Math.floor(pen.width / step));
  pen.gap(34);
  for (let n = 0; n < dots; n += 1) {
    draw.beginPath();
    draw.arc(margin + step * ((n % each) + 0.45), pen.y + Math.floor(n / each) * step, step * 0.38, 0, 2 * Math.PI);
    draw.fillStyle = HONEY;
    draw.fill();
    draw.strokeStyle = INK;
    draw.lineWidth = 2 * unit;
    draw.stroke();
  }
  pen.y += Math.max(0, Math.ceil(dots / each) - 1) * step + 12 * unit;
}

function wishes(pen, {title, rows, none, more}) {
  if (!rows.length && !none) return;
  pen.title(title);
  if (none) pen.text(none, {size: 30, color: QUIET});
  for (const {place, name, dots} of rows) {
    const top = pen.y;
    pen.text(name, {size: 46, bold: true, left: 80, right: 190});
    const line = top + 46 * 1.25 * pen.unit;
    pen.set(46, true, LEAF);
    pen.draw.fillText(`${place}.`, pen.margin, line);
    pen.set(32, false, INK);
    pen.draw.fillText(dots, pen.margin + pen.width - pen.draw.measureText(dots).width, line);
    pen.gap(10);
  }
  if (more) pen.text(more, {size: 30, color: QUIET, left: 80});
}

function promises(pen, {title, rows, more}, most) {
  if (!rows.length) return;
  pen.title(title);
  for (const [who, what] of rows.slice(0, most)) {
    pen.text(`${who}: ${what}`, {size: 34});
    pen.gap(8);
  }
  if (rows.length > most) pen.text(more(rows.length - most), {size: 28, color: QUIET});
}
