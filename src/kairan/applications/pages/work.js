"use strict";
// Proof of work: the number is found while answers are being read. Without this script one waits some seconds instead.
(() => {
  const SLICE_MS = 12; // of computing at once: the page stays at hand
  const box = document.querySelector("[data-salt]");
  if (box === null) return;
  const { salt, target } = box.dataset;
  const most = Number(box.dataset.most);
  const found = box.querySelector("[name=found]");
  const said = box.querySelector("[role=status]");
  const form = box.closest("form");
  const ROOM = 55; // bytes that fit into one block
  if (salt.length + String(most).length > ROOM) return;

  const roots = (power) => {
    const fractions = [];
    for (let n = 2; fractions.length < (power === 2 ? 8 : 64); n += 1) {
      let prime = true;
      for (let by = 2; by * by <= n; by += 1) if (n % by === 0) prime = false;
      if (prime) fractions.push(((n ** (1 / power) % 1) * 2 ** 32) | 0);
    }
    return Int32Array.from(fractions);
  };
  const START = roots(2);
  const K = roots(3);
  const wanted = START.map((_, at) => Number.parseInt(target.slice(at * 8, at * 8 + 8), 16) | 0);
  const W = new Int32Array(64);
  const block = new Uint8Array(64);
  for (let at = 0; at < salt.length; at += 1) block[at] = salt.charCodeAt(at);

  /** Whether sha256(salt + number) is what was told. */
  const fits = (number) => {
    const digits = String(number);
    const length = salt.length + digits.length;
    for (let at = 0; at < digits.length; at += 1) block[salt.length + at] = digits.charCodeAt(at);
    block[length] = 0x80;
    for (let at = length + 1; at < 62; at += 1) block[at] = 0;
    block[62] = (length * 8) >> 8;
    block[63] = (length * 8) & 255;
    for (let at = 0; at < 16; at += 1) {
      const from = at * 4;
      W[at] = (block[from] << 24) | (block[from + 1] << 16) | (block[from + 2] << 8) | block[from + 3];
    }
    for (let at = 16; at < 64; at += 1) {
      const x = W[at - 15];
      const y = W[at - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      W[at] = (W[at - 16] + s0 + W[at - 7] + s1) | 0;
    }
    let a = START[0];
    let b = START[1];
    let c = START[2];
    let d = START[3];
    let e = START[4];
    let f = START[5];
    let g = START[6];
    let h = START[7];
    for (let at = 0; at < 64; at += 1) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[at] + W[at]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    return (
      ((a + START[0]) | 0) === wanted[0] &&
      ((b + START[1]) | 0) === wanted[1] &&
      ((c + START[2]) | 0) === wanted[2] &&
      ((d + START[3]) | 0) === wanted[3] &&
      ((e + START[4]) | 0) === wanted[4] &&
      ((f + START[5]) | 0) === wanted[5] &&
      ((g + START[6]) | 0) === wanted[6] &&
      ((h + START[7]) | 0) === wanted[7]
    );
  };

  let next = 0;
  let isPressed = false;
  let isOver = false;
  const turn = () => {
    const until = performance.now() + SLICE_MS;
    while (next <= most && performance.now() < until) {
      for (let end = Math.min(most + 1, next + 200); next < end; next += 1) {
        if (!fits(next)) continue;
        found.value = String(next);
        next = most + 1;
        break;
      }
    }
    if (next <= most) return void setTimeout(turn, 0);
    isOver = true;
    said.textContent = "";
    if (isPressed) form.submit(); // its one button has no name
  };
  turn();
  // Who submits before it is done waits until it is.
  form.addEventListener("submit", (event) => {
    if (isOver) return;
    event.preventDefault();
    isPressed = true;
    said.textContent = box.dataset.busy;
  });
})();
