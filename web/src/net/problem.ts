/** Why a request did not succeed, in words for the person. */

type Detail = Readonly<Record<string, string | number>>;

interface More {
  detail: Detail;
  requestId: string | null;
  retryAfterMs: number | null;
}

/** The server refused: `message` is its sentence in the person's language, to be shown as it is. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: string;
  readonly detail: Detail;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;

  constructor(status: number, code: string, title: string, more: Partial<More> = {}) {
    super(title);
    this.status = status;
    this.code = code;
    this.detail = more.detail ?? {};
    this.requestId = more.requestId ?? null;
    this.retryAfterMs = more.retryAfterMs ?? null;
  }

  /** Worth trying again without a change by the person. */
  get isPassing(): boolean {
    return this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** No answer came: offline, the server restarts, a proxy is in the way. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

export function isProblem(error: unknown, code?: string): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code);
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof Problem && error.status === 401;
}

export async function problemOf(response: Response): Promise<Problem> {
  const said: unknown = await response.json().catch(() => null);
  return problemFrom(
    response.status,
    said,
    response.headers.get("Retry-After"),
    response.headers.get("X-Request-Id"),
  );
}

export function problemFrom(
  status: number,
  said: unknown,
  retryAfter: string | null = null,
  requestId: string | null = null,
): Problem {
  const fields: Said = isRecord(said) ? said : {};
  const seconds = Number(retryAfter);
  const code = typeof fields.code === "string" ? fields.code : `http.${status}`;
  const title = typeof fields.title === "string" ? fields.title : `HTTP ${status}`;
  return new Problem(status, code, title, {
    detail: isDetail(fields.detail) ? fields.detail : {},
    requestId: typeof fields.request_id === "string" ? fields.request_id : requestId,
    retryAfterMs: retryAfter !== null && Number.isFinite(seconds) ? seconds * 1000 : null,
  });
}

interface Said {
  readonly code?: unknown;
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly request_id?: unknown;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isDetail(value: unknown): value is Record<string, string | number> {
  return isRecord(value) && Object.values(value).every((v) => typeof v === "string" || typeof v === "number");
}
