// A map to press: pictures of the server's own, moved by hand, by keys or by buttons. What is marked goes into the
// fields of latitude and longitude, which stay; what is typed there moves the mark.
const TILE_PX = 256;
const LEAST = 4;
const MOST = 18;
const CLOSE = 16; // where a mark is that was there before
const FINE = 15; // below, a press is too rough to find a hole in a road
const STEP_PX = 80;
const SLIP_PX = 6; // a finger does not hold still
const GROWN = 1.6; // so far two fingers part for one step
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const within = (value, least, most) => Math.min(most, Math.max(least, value));
// The world as tiles have it (Web Mercator), from 0 to 1 in both directions.
const xOf = (longitude) => (longitude + 180) / 360;
const yOf = (latitude) => (1 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI) / 2;
const longitudeOf = (x) => x * 360 - 180;
const latitudeOf = (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
const cornersOf = (text) => {
  const [west, south, east, north] = text.split(",").map(Number);
  return { left: xOf(west), right: xOf(east), top: yOf(north), bottom: yOf(south) };
};

export function open(box) {
  const map = box.querySelector(".map");
  const [tiles, pin, said] = [".tiles", ".pin", "[role=status]"].map((one) => box.querySelector(one));
  const field = (part) => document.getElementById(`${box.dataset.map}-${part}`);
  const fields = [field("latitude"), field("longitude")];
  const limits = cornersOf(box.dataset.limits);
  const shown = new Map();
  const held = new Map(); // pointers that are down
  let [centre, zoom, mark, hand] = [{ x: 0, y: 0 }, LEAST, null, null];
  let isAnyThere = false;

  const world = () => TILE_PX * 2 ** zoom;
  const size = () => [map.clientWidth, map.clientHeight];
  const at = (x, y) => {
    const [width, height] = size();
    return { x: centre.x + (x - width / 2) / world(), y: centre.y + (y - height / 2) / world() };
  };

  function draw() {
    const [width, height] = size();
    const [left, top] = [centre.x * world() - width / 2, centre.y * world() - height / 2];
    const wanted = new Set();
    for (let x = Math.floor(left / TILE_PX); x * TILE_PX < left + width; x++) {
      for (let y = Math.floor(top / TILE_PX); y * TILE_PX < top + height; y++) {
        const name = `${zoom}/${x}/${y}`;
        wanted.add(name);
        const picture = shown.get(name) ?? fetched(name, x, y);
        picture.style.transform = `translate(${Math.round(x * TILE_PX - left)}px, ${Math.round(y * TILE_PX - top)}px)`;
      }
    }
    for (const [name, picture] of shown) {
      if (wanted.has(name)) continue;
      picture.remove();
      shown.delete(name);
    }
    pin.hidden = mark === null;
    if (mark) pin.style.transform = `translate(${mark.x * world() - left}px, ${mark.y * world() - top}px)`;
  }

  function fetched(name, x, y) {
    const picture = new Image(TILE_PX, TILE_PX);
    picture.alt = "";
    picture.draggable = false;
    picture.addEventListener("load", () => {
      isAnyThere = true;
      if (said.textContent === box.dataset.failed) said.textContent = "";
    });
    picture.addEventListener("error", () => {
      picture.hidden = true;
      if (!isAnyThere) said.textContent = box.dataset.failed;
    });
    picture.src = box.dataset.tiles.replace("{z}", zoom).replace("{x}", x).replace("{y}", y);
    tiles.append(picture);
    shown.set(name, picture);
    return picture;
  }

  function look(x, y) {
    centre = { x: within(x, limits.left, limits.right), y: within(y, limits.top, limits.bottom) };
    draw();
  }

  /** Nearer or farther; what is under the point stays there. */
  function turn(steps, x = size()[0] / 2, y = size()[1] / 2) {
    const before = at(x, y);
    zoom = within(zoom + steps, LEAST, MOST);
    const after = at(x, y);
    look(centre.x + before.x - after.x, centre.y + before.y - after.y);
  }

  function put(point) {
    mark = { x: within(point.x, limits.left, limits.right), y: within(point.y, limits.top, limits.bottom) };
    fields[0].value = latitudeOf(mark.y).toFixed(6);
    fields[1].value = longitudeOf(mark.x).toFixed(6);
    draw();
    said.textContent = zoom < FINE ? box.dataset.coarse : box.dataset.marked;
  }

  function typed() {
    const [latitude, longitude] = fields.map((one) => (one.value.trim() ? Number(one.value.normalize("NFKC")) : NaN));
    const point = { x: xOf(longitude), y: yOf(latitude) };
    const isThere = within(point.x, limits.left, limits.right) === point.x;
    mark = isThere && within(point.y, limits.top, limits.bottom) === point.y ? point : null;
    if (mark) look(mark.x, mark.y);
    else draw();
  }

  /** All of a part of the earth, as near as it fits. */
  function fit({ left, right, top, bottom }) {
    const [width, height] = size();
    const across = Math.log2(Math.min(width / (right - left), height / (bottom - top)) / TILE_PX);
    zoom = within(Math.floor(across), LEAST, CLOSE);
    look((left + right) / 2, (top + bottom) / 2);
  }

  const where = (event) => {
    const { left, top } = map.getBoundingClientRect();
    return { x: event.clientX - left - map.clientLeft, y: event.clientY - top - map.clientTop };
  };
  const apart = () => {
    const [one, other] = [...held.values()];
    return Math.hypot(one.x - other.x, one.y - other.y);
  };

  map.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    map.setPointerCapture(event.pointerId);
    const point = where(event);
    held.set(event.pointerId, point);
    if (held.size === 1) hand = { from: point, centre, isMoved: false, isOfPin: event.target === pin, mark };
    else hand = { ...hand, isMoved: true, isOfPin: false, apart: apart() };
  });

  map.addEventListener("pointermove", (event) => {
    if (!held.has(event.pointerId)) return;
    const point = where(event);
    held.set(event.pointerId, point);
    if (held.size > 1) pinch();
    else if (hand.apart === undefined) drag(point);
  });

  function pinch() {
    const grown = apart() / hand.apart;
    if (grown < GROWN && grown > 1 / GROWN) return;
    const [one, other] = [...held.values()];
    hand.apart = apart();
    turn(grown > 1 ? 1 : -1, (one.x + other.x) / 2, (one.y + other.y) / 2);
  }

  function drag(point) {
    const [right, down] = [point.x - hand.from.x, point.y - hand.from.y];
    hand.isMoved ||= Math.hypot(right, down) > SLIP_PX;
    if (!hand.isMoved) return;
    if (!hand.isOfPin) look(hand.centre.x - right / world(), hand.centre.y - down / world());
    else put({ x: hand.mark.x + right / world(), y: hand.mark.y + down / world() });
  }

  const letGo = (event) => {
    if (!held.delete(event.pointerId) || held.size > 0) return;
    const isPress = event.type === "pointerup" && !hand.isMoved && !hand.isOfPin;
    hand = null;
    if (isPress) put(at(where(event).x, where(event).y));
  };
  map.addEventListener("pointerup", letGo);
  map.addEventListener("pointercancel", letGo);

  map.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      const step = (event.shiftKey ? STEP_PX / 10 : STEP_PX) / world();
      look(centre.x + arrow[0] * step, centre.y + arrow[1] * step);
    } else if (event.key === "Enter" || event.key === " ") put(centre);
    else if (event.key === "+" || event.key === ";" || event.key === "=") turn(1);
    else if (event.key === "-") turn(-1);
    else return;
    event.preventDefault();
  });
  // Turning the wheel alone goes on down the page.
  map.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      turn(event.deltaY < 0 ? 1 : -1, where(event).x, where(event).y);
    },
    { passive: false },
  );
  for (const button of box.querySelectorAll("[data-zoom]"))
    button.addEventListener("click", () => turn(Number(button.dataset.zoom)));
  box.querySelector("[data-middle]").addEventListener("click", () => put(centre));
  for (const one of fields) one.addEventListener("change", typed);
  new ResizeObserver(() => map.clientWidth > 0 && draw()).observe(map);

  fit(cornersOf(box.dataset.bounds));
  typed();
  if (mark) {
    zoom = CLOSE;
    look(mark.x, mark.y);
  }
}
