import { effect } from "@preact/signals-core";
import { TfxError, type ParticipantId } from "@tfx/protocol";
import { stateTopics, type PlainValue } from "@tfx/protocol/widgets";
import { createEmitter } from "../emitter.ts";
import { reportBug } from "../report-bug.ts";
import { encodePlain } from "./shared-values.ts";
import { stateLimits } from "./state-limits.ts";
import type { StateRoom } from "./state-port.ts";

/** The presence of another in one instance; null when there is none any more. */
export interface PresenceChange {
  readonly instance: string;
  readonly from: ParticipantId;
  readonly value: PlainValue | null;
}

interface Own {
  value: PlainValue;
  timer: ReturnType<typeof setTimeout> | undefined;
  rest: ReturnType<typeof setTimeout> | undefined;
  dirty: boolean;
}

const sendEveryMs = 50;
const restAfterMs = 400;

/** What is true of each person right now: at most 20 times a second, the latest counts, gone with its owner. */
export class PresenceExchange {
  readonly #live;
  readonly #rest;
  readonly #own = new Map<string, Own>();
  readonly #others = new Map<ParticipantId, Map<string, { at: number; value: PlainValue }>>();
  readonly #events = createEmitter<{ readonly changed: PresenceChange }>();
  #at = 0;
  readonly on = this.#events.on;

  constructor(room: StateRoom, life: AbortSignal) {
    this.#live = room.topic({ name: "tfx.presence", schema: stateTopics["tfx.presence"], lane: "live" });
    this.#rest = room.topic({ name: "tfx.presence.rest", schema: stateTopics["tfx.presence.rest"], lane: "control" });
    for (const topic of [this.#live, this.#rest]) topic.on(({ from, value }) => this.#handle(from, value), { signal: life });
    const stop = effect(() => {
      const present = new Set(room.participants.value.map(({ id }) => id));
      for (const id of this.#others.keys()) if (!present.has(id)) this.forget(id);
    });
    life.addEventListener("abort", () => this.#close(stop), { once: true });
  }

  /** @throws {TfxError} widget/quota, state/invalid */
  set(instance: string, value: PlainValue): void {
    const bytes = encodePlain(value);
    if (bytes === undefined) throw new TfxError("state/invalid");
    if (bytes.length > stateLimits.presence) throw new TfxError("widget/quota", { limit: stateLimits.presence });
    const own = this.#own.get(instance) ?? { value, timer: undefined, rest: undefined, dirty: true };
    this.#own.set(instance, own);
    own.value = value;
    own.dirty = true;
    if (own.timer === undefined) this.#send(instance, own);
  }

  /** What others have set. */
  list(instance: string): readonly PresenceChange[] {
    return [...this.#others].flatMap(([from, values]) => {
      const known = values.get(instance);
      return known === undefined || known.value === null ? [] : [{ instance, from, value: known.value }];
    });
  }

  /** Tells somebody who has just come. */
  tell(to: ParticipantId): void {
    for (const [instance, { value }] of this.#own) this.#copy(instance, value, [to]);
  }

  /** Somebody left, or came back with another page. */
  forget(participant: ParticipantId): void {
    const values = this.#others.get(participant);
    this.#others.delete(participant);
    for (const [instance, { value }] of values ?? [])
      if (value !== null) this.#events.emit("changed", { instance, from: participant, value: null });
  }

  /** The instance has ended. */
  end(instance: string): void {
    this.#stop(this.#own.get(instance));
    this.#own.delete(instance);
    for (const values of this.#others.values()) values.delete(instance);
  }

  #send(instance: string, own: Own): void {
    own.dirty = false;
    this.#live.send([instance, this.#next(), own.value]).catch(reportBug);
    clearTimeout(own.rest);
    own.rest = setTimeout(() => this.#copy(instance, own.value, undefined), restAfterMs);
    own.timer = setTimeout(() => {
      own.timer = undefined;
      if (own.dirty) this.#send(instance, own);
    }, sendEveryMs);
  }

  #copy(instance: string, value: PlainValue, to: readonly ParticipantId[] | undefined): void {
    this.#rest.send([instance, this.#next(), value], to === undefined ? {} : { to }).catch(reportBug);
  }

  /** Later than everything before it, through a reload too. */
  #next(): number {
    this.#at = Math.max(this.#at + 1, Date.now());
    return this.#at;
  }

  #handle(from: ParticipantId, [instance, at, value]: readonly [string, number, PlainValue]): void {
    const size = encodePlain(value)?.length ?? Infinity;
    const values = this.#others.get(from) ?? new Map<string, { at: number; value: PlainValue }>();
    const known = values.get(instance);
    if (size > stateLimits.presence || (known?.at ?? 0) >= at || (known === undefined && values.size >= stateLimits.instances)) return;
    this.#others.set(from, values.set(instance, { at, value }));
    if (value !== null || known !== undefined) this.#events.emit("changed", { instance, from, value });
  }

  #stop(own: Own | undefined): void {
    clearTimeout(own?.timer);
    clearTimeout(own?.rest);
  }

  #close(stop: () => void): void {
    stop();
    for (const own of this.#own.values()) this.#stop(own);
  }
}
