import { stateTopics, type StateOperation } from "@tfx/protocol/widgets";
import { reportBug } from "../report-bug.ts";
import { stateLimits } from "./state-limits.ts";
import { encodePlain } from "./shared-values.ts";
import type { StateIntake } from "./state-intake.ts";
import type { StateRoom } from "./state-port.ts";

const flushEveryMs = 25;
const overhead = 512;

/**
 * Sends what happens here, many together: a peer listens to so many messages a second and no more, and one
 * lost update would fork a document. What is large goes over the bulk lane; order does not matter.
 */
export class StateExchange {
  readonly #small;
  readonly #large;
  readonly #ready: Promise<unknown>;
  #waiting: { readonly operation: StateOperation; readonly bytes: number }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Takes in what others send too. Nothing is sent before `ready`. */
  constructor(
    room: Pick<StateRoom, "topic">,
    { intake, ready, life }: { intake: StateIntake; ready: Promise<unknown>; life: AbortSignal },
  ) {
    this.#small = room.topic({ name: "tfx.state", schema: stateTopics["tfx.state"], lane: "control" });
    this.#large = room.topic({ name: "tfx.state.large", schema: stateTopics["tfx.state.large"], lane: "bulk" });
    this.#ready = ready;
    for (const topic of [this.#small, this.#large])
      topic.on(({ from, value }) => void intake.handleOperations(from, value).catch(reportBug), { signal: life });
    life.addEventListener("abort", () => this.#close(), { once: true });
  }

  push(operation: StateOperation): void {
    this.#waiting.push({ operation, bytes: bytesOf(operation) });
    this.#timer ??= setTimeout(() => void this.flush(), flushEveryMs);
  }

  /** Hands all that waits to the network. */
  async flush(): Promise<void> {
    await this.#ready;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    const total = waiting.reduce((sum, { bytes }) => sum + bytes, 0);
    if (waiting.length === 0) return;
    if (total <= stateLimits.controlBatch) return this.#small.send(waiting.map(({ operation }) => operation)).catch(reportBug);
    for (let batch: StateOperation[] = [], size = 0, at = 0; at < waiting.length; at += 1) {
      const next = waiting[at];
      if (next === undefined) return;
      batch.push(next.operation);
      size += next.bytes;
      if (at + 1 < waiting.length && size + (waiting[at + 1]?.bytes ?? 0) <= stateLimits.bulkBatch) continue;
      // Each batch keeps its place in the lane; waiting for its arrival would only hold up the next.
      this.#large.send(batch).catch(reportBug);
      batch = [];
      size = 0;
    }
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }
}

const bytesOf = (operation: StateOperation): number => {
  if (operation.op === "document") return operation.update.length + overhead;
  if (operation.op === "entry") return operation.entry.body.length + overhead;
  if (operation.op === "value") return (encodePlain(operation.value)?.length ?? 0) + overhead;
  return 8 * 1024;
};
