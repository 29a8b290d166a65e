/** The addresses of broadcasts. */

export const BROADCASTS = "/broadcasts";
export const MINE = `${BROADCASTS}/mine`;
export const MUSTERS = `${BROADCASTS}/musters`;
export const PLACES = `${BROADCASTS}/places`;
export const NEW_BROADCAST = `${BROADCASTS}/new`;

export function broadcastPath(id: string): string {
  return `${BROADCASTS}/${encodeURIComponent(id)}`;
}
