/** The addresses of incidents. */

export const INCIDENTS = "/incidents";
export const NEW_INCIDENT = `${INCIDENTS}/new`;

export function incidentPath(id: string, part?: "report" | "wall" | "situation" | "map" | "towns"): string {
  const path = `${INCIDENTS}/${encodeURIComponent(id)}`;
  return part === undefined ? path : `${path}/${part}`;
}
