/** The outline of Japan's municipalities (src/kairan/emergency/maps/japan.json, made by tools/make_outline.py) as features of a map. */

export interface Outline {
  readonly source: string;
  readonly scale: readonly [number, number];
  readonly translate: readonly [number, number];
  /** Lines: steps of longitude and latitude, one after the other. */
  readonly arcs: readonly (readonly number[])[];
  /** Code, name, and polygons: rings of lines; a negative number is the line ~n, backwards. */
  readonly areas: readonly (readonly [string, string, readonly (readonly (readonly number[])[])[]])[];
}

export type Position = [number, number];
type Ring = Position[];

interface Feature<G> {
  readonly type: "Feature";
  readonly properties: { readonly code: string; readonly name: string };
  readonly geometry: G;
}

export interface Features<G> {
  readonly type: "FeatureCollection";
  readonly features: Feature<G>[];
}

export interface MultiPolygon {
  readonly type: "MultiPolygon";
  readonly coordinates: Ring[][];
}

export interface Point {
  readonly type: "Point";
  readonly coordinates: Position;
}

/** The areas, and where the name of each stands: in the middle of its largest part. */
export function featuresOf(outline: Outline): { areas: Features<MultiPolygon>; names: Features<Point> } {
  const lines = outline.arcs.map((arc) => lineOf(arc, outline));
  const areas: Feature<MultiPolygon>[] = [];
  const names: Feature<Point>[] = [];
  for (const [code, name, polygons] of outline.areas) {
    const coordinates = polygons.map((rings) => rings.map((ring) => ringOf(ring, lines)));
    const properties = { code, name };
    areas.push({ type: "Feature", properties, geometry: { type: "MultiPolygon", coordinates } });
    names.push({
      type: "Feature",
      properties,
      geometry: { type: "Point", coordinates: middleOf(coordinates) },
    });
  }
  return {
    areas: { type: "FeatureCollection", features: areas },
    names: { type: "FeatureCollection", features: names },
  };
}

function lineOf(arc: readonly number[], { scale, translate }: Outline): Ring {
  const line: Ring = [];
  let x = 0;
  let y = 0;
  for (let at = 0; at + 1 < arc.length; at += 2) {
    x += arc[at] ?? 0;
    y += arc[at + 1] ?? 0;
    line.push([x * scale[0] + translate[0], y * scale[1] + translate[1]]);
  }
  return line;
}

function ringOf(numbers: readonly number[], lines: readonly Ring[]): Ring {
  const ring: Ring = [];
  for (const number of numbers) {
    const line = lines[number < 0 ? ~number : number] ?? [];
    const walked = number < 0 ? [...line].reverse() : line;
    ring.push(...(ring.length > 0 ? walked.slice(1) : walked)); // a line begins where the one before ended
  }
  return ring;
}

function middleOf(polygons: readonly Ring[][]): Position {
  let best = { size: -1, middle: [0, 0] as Position };
  for (const [outer] of polygons) {
    const found = outer === undefined ? null : centroid(outer);
    if (found !== null && found.size > best.size) best = found;
  }
  return best.middle;
}

/** The centre of gravity of a ring, and its size in square degrees. */
function centroid(ring: Ring): { size: number; middle: Position } {
  const [origin] = ring;
  if (origin === undefined) return { size: 0, middle: [0, 0] };
  let twice = 0;
  let x = 0;
  let y = 0;
  for (let at = 0; at + 1 < ring.length; at += 1) {
    const [ax, ay] = apart(ring[at], origin);
    const [bx, by] = apart(ring[at + 1], origin);
    const cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (twice === 0) return { size: 0, middle: origin };
  return { size: Math.abs(twice) / 2, middle: [origin[0] + x / (3 * twice), origin[1] + y / (3 * twice)] };
}

function apart(point: Position | undefined, origin: Position): Position {
  return point === undefined ? [0, 0] : [point[0] - origin[0], point[1] - origin[1]];
}
