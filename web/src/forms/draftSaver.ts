/**
 * Saves a draft by itself: a while after the latest change, one request at a time, the newest state last. Nothing is
 * lost silently: what could not be saved stays here, is told, and is tried again where that may help.
 */
import type { DraftSaved } from "../api/generated";
import { isProblem, Problem } from "../net/problem";
import type { FormDocument } from "./document";

export const WAIT_MS = 700;
export const AGAIN_MS = 5_000;

export type Saving =
  | { readonly state: "saved"; readonly at: number }
  | { readonly state: "waiting" }
  | { readonly state: "saving" }
  /** The connection is gone, or the server busy: tried again by itself. */
  | { readonly state: "unreachable" }
  /** Refused as it stands: the next change is tried again. */
  | { readonly state: "refused"; readonly why: string }
  /** Somebody else changed it since: nothing is saved before the person decides. */
  | { readonly state: "conflict"; readonly name: string };

type Save = (revision: number, document: FormDocument) => Promise<DraftSaved>;

export class DraftSaver {
  saving: Saving;
  revision: number;
  private wanted: FormDocument | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isBusy = false;
  private isStopped = false;
  /** Answers to what was asked before the draft was taken anew are of no interest. */
  private round = 0;

  constructor(
    revision: number,
    at: number,
    private readonly save: Save,
    private readonly told: (saving: Saving, saved: DraftSaved | null) => void,
  ) {
    this.revision = revision;
    this.saving = { state: "saved", at };
  }

  /** Whether anything is not saved yet. */
  get isDirty(): boolean {
    return this.wanted !== null || this.isBusy;
  }

  /** Whether what waits was refused, or the server is out of reach: leaving now would lose it. */
  get isStuck(): boolean {
    return this.wanted !== null && ["conflict", "refused", "unreachable"].includes(this.saving.state);
  }

  /** Save this state, after a while. */
  want(document: FormDocument): void {
    this.wanted = document;
    if (this.saving.state === "conflict") return;
    this.tell({ state: this.isBusy ? "saving" : "waiting" });
    this.later(WAIT_MS);
  }

  /** Save at once what waits. */
  flush(): void {
    if (this.wanted === null || this.saving.state === "conflict") return;
    clearTimeout(this.timer);
    void this.send();
  }

  /** The draft is another one now: what waits is the person's own copy, and no longer to be saved. */
  restart(revision: number, at: number): void {
    clearTimeout(this.timer);
    this.round += 1;
    this.isBusy = false;
    this.wanted = null;
    this.revision = revision;
    this.tell({ state: "saved", at });
  }

  /** The screen is there (again). */
  resume(): void {
    this.isStopped = false;
  }

  /** The screen goes: what waits is sent, and nobody is told any more. */
  stop(): void {
    this.flush();
    clearTimeout(this.timer);
    this.isStopped = true;
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), ms);
  }

  private async send(): Promise<void> {
    const document = this.wanted;
    if (document === null || this.isBusy) return;
    const { round } = this;
    this.wanted = null;
    this.isBusy = true;
    this.tell({ state: "saving" });
    const answer = await this.save(this.revision, document).catch((error: unknown) => new Failure(error));
    if (round !== this.round) return;
    this.isBusy = false;
    if (answer instanceof Failure) this.failed(answer.why, document);
    else this.done(answer);
  }

  private done(saved: DraftSaved): void {
    this.revision = saved.revision;
    this.tell(this.wanted === null ? { state: "saved", at: saved.changed_at } : { state: "waiting" }, saved);
    if (this.wanted !== null) this.later(this.isStopped ? 0 : WAIT_MS);
  }

  private failed(error: unknown, document: FormDocument): void {
    this.wanted ??= document;
    if (isProblem(error, "form.changed_meanwhile")) {
      clearTimeout(this.timer);
      this.tell({ state: "conflict", name: String(error.detail.name ?? "") });
    } else if (error instanceof Problem && !error.isPassing) {
      const isNewer = this.wanted !== document;
      this.tell({ state: "refused", why: error.message });
      if (isNewer) this.later(WAIT_MS);
    } else {
      this.tell({ state: "unreachable" });
      if (!this.isStopped) this.later(AGAIN_MS);
    }
  }

  private tell(saving: Saving, saved: DraftSaved | null = null): void {
    this.saving = saving;
    if (!this.isStopped) this.told(saving, saved);
  }
}

class Failure {
  constructor(readonly why: unknown) {}
}
