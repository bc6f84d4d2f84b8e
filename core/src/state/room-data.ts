import { signal, type ReadonlySignal } from "@preact/signals-core";
import type { ParticipantId } from "@tfx/protocol";
import type { StatePart, Summary, WidgetOffer } from "@tfx/protocol/widgets";
import { createEmitter } from "../emitter.ts";
import { InstanceData, type StampedSummary } from "./instance-data.ts";
import { LamportClock } from "./lamport-clock.ts";
import { saysSomething } from "./shared-document.ts";
import { stateLimits } from "./state-limits.ts";
import { isNew, isPast, type StateVerdict } from "./state-verdict.ts";

/** State vectors of documents: what of each is known. */
export type DocumentVectors = Extract<StatePart, { part: "room" }>["vectors"];

const keptStops = 1_024;

/** Which instances run, and what is kept for each. Knows nobody and sends nothing. */
export class RoomData {
  readonly clock = new LamportClock();
  readonly #instances = new Map<string, InstanceData>();
  readonly #offers = signal<readonly WidgetOffer[]>([]);
  readonly #summaries = signal<ReadonlyMap<string, Summary>>(new Map());
  readonly #stopped = new Set<string>();
  /** Bytes that each has added, before anything was taken away again. */
  readonly #added = new Map<ParticipantId, number>();
  readonly #events = createEmitter<{ readonly changed: object; readonly stopped: { readonly instance: string } }>();
  readonly on = this.#events.on;

  /** Running instances, oldest first. */
  get offers(): ReadonlySignal<readonly WidgetOffer[]> {
    return this.#offers;
  }

  get summaries(): ReadonlySignal<ReadonlyMap<string, Summary>> {
    return this.#summaries;
  }

  /** Something is to be kept. */
  touch(): void {
    this.#events.emit("changed", {});
  }

  offer(instance: string): WidgetOffer | undefined {
    return this.#offers.peek().find((offer) => offer.instance === instance);
  }

  /**
   * What is kept for an instance. One whose offer has not arrived yet is kept too, since what is large
   * and what is small travel apart; undefined for one that was stopped, or when there are too many.
   */
  instance(instance: string): InstanceData | undefined {
    const known = this.#instances.get(instance);
    if (known !== undefined || this.#stopped.has(instance) || this.#instances.size >= stateLimits.instances) return known;
    const made = new InstanceData();
    this.#instances.set(instance, made);
    return made;
  }

  start(offer: WidgetOffer): boolean {
    if (this.offer(offer.instance) !== undefined) return false;
    const ofOne = this.#offers.peek().filter(({ startedBy }) => startedBy === offer.startedBy);
    if (ofOne.length >= stateLimits.instancesOfOne) return false;
    if (!this.#instances.has(offer.instance)) this.#makeWay();
    const data = this.instance(offer.instance);
    if (data === undefined) return false;
    data.limit(offer.documents);
    this.#offers.value = [...this.#offers.peek(), offer].sort((a, b) => a.startedAt - b.startedAt || (a.instance < b.instance ? -1 : 1));
    this.touch();
    return true;
  }

  stop(instance: string): void {
    if (this.#stopped.has(instance)) return;
    this.#stopped.add(instance);
    for (const oldest of this.#stopped) {
      if (this.#stopped.size <= keptStops) break;
      this.#stopped.delete(oldest);
    }
    this.#instances.get(instance)?.destroy();
    this.#instances.delete(instance);
    this.#offers.value = this.#offers.peek().filter((offer) => offer.instance !== instance);
    this.#showSummaries();
    this.#events.emit("stopped", { instance });
    this.touch();
  }

  summarize(instance: string, summary: StampedSummary): void {
    if (this.instance(instance)?.putSummary(summary).kind !== "new") return;
    this.#showSummaries();
    this.touch();
  }

  /**
   * Whether a participant may add so many bytes: as long as the whole room has room, and a share of one's own
   * in any case. Otherwise whoever fills the room would silence the others.
   */
  room(by: ParticipantId, bytes: number, maxBytes: number): StateVerdict {
    const added = (this.#added.get(by) ?? 0) + bytes;
    this.#added.set(by, added);
    if (added <= stateLimits.share) return isNew;
    const used = () => [...this.#instances.values()].reduce((sum, data) => sum + data.bytes, bytes);
    if (used() <= maxBytes) return isNew;
    for (const { documents } of this.#instances.values()) for (const document of documents.values()) document.measure();
    return used() <= maxBytes ? isNew : isPast(stateLimits.room);
  }

  vectors(): DocumentVectors {
    return [...this.#instances].flatMap(([instance, { documents }]) =>
      [...documents].map(([name, document]) => ({ instance, name, vector: document.vector() })),
    );
  }

  /** All of it past these vectors, in parts that can be taken in one after the other. */
  *parts(known: DocumentVectors, { synced }: { synced: boolean }): Generator<StatePart> {
    yield {
      part: "room",
      synced,
      offers: [...this.#offers.peek()],
      stopped: [...this.#stopped],
      clock: this.clock.now,
      vectors: this.vectors(),
    };
    for (const [instance, data] of this.#instances) yield data.toPart(instance);
    yield* this.documentParts(known);
    yield { part: "end" };
  }

  /** What documents have past these vectors. */
  *documentParts(known: DocumentVectors): Generator<Extract<StatePart, { part: "document" }>> {
    const find = (instance: string, name: string) => known.find((one) => one.instance === instance && one.name === name)?.vector;
    for (const [instance, { documents }] of this.#instances) {
      for (const [name, document] of documents) {
        const update = document.encode(find(instance, name));
        if (update !== undefined && saysSomething(update)) yield { part: "document", instance, name, update };
      }
    }
  }

  /** What one participant added, as far as it can be told: entries and values; for those who may have missed it. */
  *partsOf(participant: ParticipantId): Generator<Extract<StatePart, { part: "instance" }>> {
    for (const [instance, data] of this.#instances) {
      const values = data.values.list().filter(({ by }) => by === participant);
      const logs = [...data.logs].map(([log, { entries }]) => ({
        log,
        entries: entries.filter(({ author }) => author === participant).map(({ signed }) => signed),
      }));
      if (values.length > 0 || logs.some(({ entries }) => entries.length > 0)) yield { part: "instance", instance, values, logs };
    }
  }

  destroy(): void {
    for (const data of this.#instances.values()) data.destroy();
  }

  /** An instance that nobody has offered gives way to one that somebody does. */
  #makeWay(): void {
    if (this.#instances.size < stateLimits.instances) return;
    const offered = new Set(this.#offers.peek().map(({ instance }) => instance));
    for (const [instance, data] of this.#instances) {
      if (offered.has(instance)) continue;
      data.destroy();
      this.#instances.delete(instance);
      return;
    }
  }

  #showSummaries(): void {
    this.#summaries.value = new Map(
      [...this.#instances].flatMap(([instance, { summary }]) => (summary === undefined ? [] : [[instance, summary.lines] as const])),
    );
  }
}
