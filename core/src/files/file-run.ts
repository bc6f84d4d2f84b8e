import type { FileAsk, FileGive, ParticipantId } from "@tfx/protocol";
import { TfxError } from "@tfx/protocol";
import type { Sending } from "@tfx/protocol/widgets";
import { reportBug } from "../report-bug.ts";
import { bytesBefore } from "./blocks.ts";
import { isSent, maySend, moreOf, openSendPlan, sentOne, type SendPlan } from "./send-plan.ts";
import type { ReadBlock, SharedBlob } from "./shared-blob.ts";
import type { Slots } from "./slots.ts";

/** What one run of sending needs. */
export interface FileRunPorts {
  readonly peer: ParticipantId;
  readonly run: string;
  readonly file: SharedBlob;
  /** Blocks that may be on their way to this person at once. */
  readonly slots: Slots;
  /** Resolves when the other side has the message, or never will. */
  readonly give: (message: FileGive) => Promise<void>;
  readonly onChange: () => void;
}

/** Blocks that are read ahead of the one that is being sent. */
const readAhead = 3;

/** Sends one file to one person, as far as that person allows. */
export class FileRun {
  readonly #ports: FileRunPorts;
  #plan: SendPlan;
  #state: Sending["state"] = "running";
  #pumping = false;
  /** Attempt whose end was told. */
  #toldEnd = 0;

  constructor(ports: FileRunPorts, plan: SendPlan) {
    this.#ports = ports;
    this.#plan = plan;
    this.#pump();
  }

  get file(): SharedBlob {
    return this.#ports.file;
  }

  get peer(): ParticipantId {
    return this.#ports.peer;
  }

  get progress(): Sending {
    const { id, size } = this.file.facts;
    return { id, to: this.peer, bytes: this.#state === "done" ? size : bytesBefore(this.#plan.written, size), state: this.#state };
  }

  get isOver(): boolean {
    return this.#state === "done" || this.#state === "failed";
  }

  /** Begins again where the other side says. */
  reopen(ask: Extract<FileAsk, { op: "open" }>): void {
    if (ask.size !== this.file.facts.size) return this.refuse("changed");
    const plan = this.isOver ? undefined : openSendPlan(ask, this.#plan);
    if (plan === undefined) return;
    this.#plan = plan;
    this.#pump();
  }

  handleMore(ask: Extract<FileAsk, { op: "more" }>): void {
    const plan = this.isOver ? undefined : moreOf(this.#plan, ask);
    if (plan === undefined) return;
    this.#plan = plan;
    this.#ports.onChange();
    this.#pump();
  }

  /** The link broke, or is there again; the lane goes on by itself. */
  pause(paused: boolean): void {
    if (!this.isOver) this.#enter(paused ? "paused" : "running");
  }

  close(whole: boolean): void {
    if (!this.isOver) this.#enter(whole && isSent(this.#plan) ? "done" : "failed");
  }

  /** Ends it and says why. */
  refuse(why: "gone" | "changed"): void {
    if (this.isOver) return;
    this.#enter("failed");
    void this.#ports.give({ op: "refuse", run: this.#ports.run, attempt: this.#plan.attempt, why });
  }

  #enter(state: Sending["state"]): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#ports.onChange();
  }

  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    this.#send().then(
      () => (this.#pumping = false),
      (error: unknown) => {
        this.#pumping = false;
        this.refuse("changed");
        if (TfxError.from(error).code !== "file/changed") reportBug(error);
      },
    );
  }

  /** Sends all that may be sent; whatever was begun anew meanwhile is begun anew here. */
  async #send(): Promise<void> {
    while (!this.isOver) {
      const { attempt } = this.#plan;
      const isCurrent = () => !this.isOver && this.#plan.attempt === attempt;
      await this.#sendBlocks(isCurrent);
      if (!isCurrent()) continue;
      if (isSent(this.#plan)) await this.#sendEnd(attempt);
      if (isCurrent() && !maySend(this.#plan)) return;
    }
  }

  async #sendEnd(attempt: number): Promise<void> {
    if (this.#toldEnd === attempt) return;
    this.#toldEnd = attempt;
    const sha256 = await this.file.digest();
    void this.#ports.give({ op: "end", run: this.#ports.run, attempt, sha256 });
  }

  async #sendBlocks(isCurrent: () => boolean): Promise<void> {
    const ahead: Promise<ReadBlock>[] = [];
    while (isCurrent() && maySend(this.#plan)) {
      await this.#ports.slots.take();
      const { attempt, next, upTo } = this.#plan;
      while (ahead.length <= readAhead && next + ahead.length < upTo) {
        const block = this.file.read(next + ahead.length);
        // Whoever waits for it hears of it; what was read in vain need not.
        block.catch(() => undefined);
        ahead.push(block);
      }
      try {
        const block = await ahead.shift();
        if (block === undefined || !isCurrent()) return this.#ports.slots.release();
        this.#plan = sentOne(this.#plan);
        const { run } = this.#ports;
        void this.#ports.give({ op: "block", run, attempt, index: next, ...block }).finally(() => this.#ports.slots.release());
      } catch (error) {
        this.#ports.slots.release();
        throw error;
      }
    }
  }
}
