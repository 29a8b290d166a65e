/**
 * Keeps one's copy of a note and the server's the same. What one writes goes there after a moment, what others wrote
 * comes back with the answer; without a line it waits on the device, and is sent when the line is back, or the note is
 * opened again. Nothing is lost by order or by coming twice: that is what the document (Yjs) is for.
 */
import { applyUpdate, type Doc, mergeUpdates } from "yjs";
import type { NoteSync } from "../../api/generated";
import { fromBase64, inBase64 } from "../../parts/base64";
import { isProblem } from "../../state";
import { notes } from "../api";
import type { Unsent } from "./unsent";

export type Saving = "saved" | "saving" | "waiting" | "refused";

export interface LineState {
  readonly saving: Saving;
  /** Why it was refused. */
  readonly problem: string | null;
  readonly writers: readonly string[];
}

const SEND_MS = 800;
const KEEP_MS = 300;
const LOOK_MS = 2_000;
const AGAIN_MS = 5_000;
/** Signed out, asked too often: not a word about what was written. */
const MENDS: ReadonlySet<number> = new Set([401, 408, 425, 429]);

export class Line {
  private n = 0;
  private waiting: Uint8Array[] = [];
  private isBusy = false;
  private isOver = false;
  private isKept = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private keeping: ReturnType<typeof setTimeout> | undefined;
  private state: LineState = { saving: "saved", problem: null, writers: [] };

  constructor(
    private readonly doc: Doc,
    private readonly noteId: string,
    first: NoteSync,
    private readonly mayWrite: boolean,
    private readonly unsent: Unsent,
    private readonly tell: (state: LineState) => void,
  ) {
    this.takeIn(first);
    doc.on("update", this.wrote);
    addEventListener("online", this.now);
    addEventListener("beforeunload", this.ask);
    this.soon(LOOK_MS);
    if (mayWrite) void this.takeUp();
  }

  /** What was written when the page was closed too soon is written on, as if it were typed now. */
  private async takeUp(): Promise<void> {
    const update = await this.unsent.read();
    if (update !== null && !this.isOver) applyUpdate(this.doc, update);
  }

  /** Send what waits, and listen no more. */
  end(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    if (this.waiting.length > 0) void this.keep();
    this.doc.off("update", this.wrote);
    removeEventListener("online", this.now);
    removeEventListener("beforeunload", this.ask);
    if (this.waiting.length > 0 && this.state.saving !== "refused") void this.exchange();
  }

  private readonly wrote = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || !this.mayWrite) return;
    this.waiting.push(update);
    this.isKept = false;
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => void this.keep(), KEEP_MS);
    this.say({ saving: this.state.saving === "waiting" ? "waiting" : "saving", problem: null });
    this.soon(SEND_MS);
  };

  private async keep(): Promise<void> {
    clearTimeout(this.keeping);
    if (this.waiting.length === 0) return;
    this.isKept = await this.unsent.keep(mergeUpdates(this.waiting));
  }

  private readonly now = (): void => this.soon(0);

  /** The browser asks before a page is closed on which something waits. */
  private readonly ask = (event: BeforeUnloadEvent): void => {
    if ((this.waiting.length > 0 && !this.isKept) || this.isBusy) event.preventDefault();
  };

  private soon(ms: number): void {
    if (this.isOver) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.exchange(), ms);
  }

  private async exchange(): Promise<void> {
    if (this.isBusy) return this.soon(SEND_MS);
    if (this.waiting.length === 0 && document.visibilityState !== "visible") return this.soon(AGAIN_MS);
    const sent = this.waiting;
    this.waiting = [];
    this.isBusy = true;
    try {
      const update = sent.length === 0 ? "" : inBase64(mergeUpdates(sent));
      const asked = { after: this.n, update };
      const sync =
        update === "" ? await notes.newer(this.noteId, this.n) : await notes.write(this.noteId, asked);
      this.takeIn(sync);
      if (sent.length > 0 && this.waiting.length === 0) void this.unsent.drop();
      this.say({ saving: this.waiting.length > 0 ? "saving" : "saved", writers: sync.writers });
      this.soon(this.waiting.length > 0 ? SEND_MS : LOOK_MS);
    } catch (error) {
      this.waiting = [...sent, ...this.waiting];
      void this.keep();
      this.failed(error);
    } finally {
      this.isBusy = false;
    }
  }

  /** A refusal is told, and nothing is sent until what was refused is changed. A broken line mends itself. */
  private failed(error: unknown): void {
    const isRefusal = isProblem(error) && error.status < 500 && !MENDS.has(error.status);
    if (isRefusal) this.say({ saving: "refused", problem: error.message });
    else {
      if (this.waiting.length > 0) this.say({ saving: "waiting" });
      this.soon(AGAIN_MS);
    }
  }

  private takeIn({ n, updates }: NoteSync): void {
    for (const one of updates) applyUpdate(this.doc, fromBase64(one), this);
    this.n = Math.max(this.n, n);
  }

  private say(part: Partial<LineState>): void {
    this.state = { ...this.state, ...part };
    if (!this.isOver) this.tell(this.state);
  }
}
