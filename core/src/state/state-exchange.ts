import type { ParticipantId } from "@tfx/protocol";
import { stateTopics, type StateOperation } from "@tfx/protocol/widgets";
import { reportBug } from "../report-bug.ts";
import { bytesOf, planBatches, type SizedOperation } from "./operation-batches.ts";
import { RecentOperations } from "./recent-operations.ts";
import type { StateIntake } from "./state-intake.ts";
import type { StateRoom } from "./state-port.ts";

const flushEveryMs = 25;

/**
 * Sends what happens here, many together: a peer listens to so many messages a second and no more, and one
 * lost update would fork a document. What is large goes over the bulk lane; order does not matter.
 */
export class StateExchange {
  readonly #small;
  readonly #large;
  readonly #ready: Promise<unknown>;
  readonly #recent = new RecentOperations();
  #waiting: SizedOperation[] = [];
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
    this.#timer ??= setTimeout(() => void this.#flush(), flushEveryMs);
  }

  /** Tells somebody who has just come what was sent before they could be sent anything. */
  tell(to: ParticipantId): void {
    this.#send(
      this.#recent.list().map((operation) => ({ operation, bytes: bytesOf(operation) })),
      [to],
    );
  }

  async #flush(): Promise<void> {
    await this.#ready;
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { operation, bytes } of waiting) this.#recent.add(operation, bytes);
    this.#send(waiting, undefined);
  }

  /** Each batch keeps its place in its lane; to wait for its arrival would only hold up the next. */
  #send(operations: readonly SizedOperation[], to: readonly ParticipantId[] | undefined): void {
    for (const { lane, batch } of planBatches(operations)) {
      const topic = lane === "control" ? this.#small : this.#large;
      topic.send(batch, to === undefined ? {} : { to }).catch(reportBug);
    }
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }
}
