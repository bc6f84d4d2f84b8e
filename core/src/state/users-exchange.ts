import { computed, effect, signal, type ReadonlySignal } from "@preact/signals-core";
import type { ParticipantId } from "@tfx/protocol";
import { stateTopics } from "@tfx/protocol/widgets";
import { reportBug } from "../report-bug.ts";
import type { StateRoom } from "./state-port.ts";

/** Who has the widget of an instance open right now. */
export class UsersExchange {
  readonly #self: ParticipantId;
  readonly #topic;
  readonly #own = signal<ReadonlySet<string>>(new Set());
  readonly #others = signal<ReadonlyMap<ParticipantId, ReadonlySet<string>>>(new Map());

  constructor(room: StateRoom, life: AbortSignal) {
    this.#self = room.self;
    this.#topic = room.topic({ name: "tfx.using", schema: stateTopics["tfx.using"], lane: "control" });
    this.#topic.on(({ from, value }) => (this.#others.value = new Map(this.#others.peek()).set(from, new Set(value))), { signal: life });
    const stop = effect(() => {
      const present = new Set(room.participants.value.map(({ id }) => id));
      for (const id of this.#others.peek().keys()) if (!present.has(id)) this.forget(id);
    });
    life.addEventListener("abort", stop, { once: true });
  }

  /** Everybody who uses it, oneself included. */
  of(instance: string): ReadonlySignal<ReadonlySet<ParticipantId>> {
    return computed(() => {
      const others = [...this.#others.value].filter(([, instances]) => instances.has(instance)).map(([id]) => id);
      return new Set(this.#own.value.has(instance) ? [this.#self, ...others] : others);
    });
  }

  use(instance: string, on: boolean): void {
    if (this.#own.peek().has(instance) === on) return;
    const own = new Set(this.#own.peek());
    if (on) own.add(instance);
    else own.delete(instance);
    this.#own.value = own;
    this.#topic.send([...own]).catch(reportBug);
  }

  /** Tells somebody who has just come. */
  tell(to: ParticipantId): void {
    if (this.#own.peek().size > 0) this.#topic.send([...this.#own.peek()], { to: [to] }).catch(reportBug);
  }

  /** Somebody left, or came back with another page. */
  forget(participant: ParticipantId): void {
    if (!this.#others.peek().has(participant)) return;
    const others = new Map(this.#others.peek());
    others.delete(participant);
    this.#others.value = others;
  }
}
