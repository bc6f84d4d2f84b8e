import type { ReadonlySignal } from "@preact/signals-core";
import { TfxError, type ParticipantId } from "@tfx/protocol";
import type { Summary, WidgetOffer } from "@tfx/protocol/widgets";
import { randomId } from "../random-id.ts";
import { reportBug } from "../report-bug.ts";
import { createInstanceState, type InstanceState, type StateListen } from "./instance-state.ts";
import { KeyExchange } from "./key-exchange.ts";
import { KeyRing } from "./key-ring.ts";
import { LateJoin } from "./late-join.ts";
import { MessageExchange } from "./message-exchange.ts";
import { StateExchange } from "./state-exchange.ts";
import { PresenceExchange } from "./presence-exchange.ts";
import { Quarantine, type Quarantined } from "./quarantine.ts";
import { RoomData } from "./room-data.ts";
import { makeSessionKey, type SessionKey } from "./session-key.ts";
import { SnapshotKeeper } from "./snapshot-keeper.ts";
import { decodeSnapshot, type Snapshot } from "./snapshot.ts";
import { stateLimits } from "./state-limits.ts";
import type { StateRoom, StateStore } from "./state-port.ts";
import { StateIntake } from "./state-intake.ts";
import { UsersExchange } from "./users-exchange.ts";

/** What starts an instance; the rest of the offer is set here. */
export type WidgetStart = Omit<WidgetOffer, "instance" | "startedBy" | "startedAt">;

/** How the state of a room is kept. */
export interface RoomStateOptions {
  /** Own name as it is when an entry of a log is written. */
  readonly name?: () => string | undefined;
  /** Where the state is kept through a reload; without it the others bring it back, if there are any. */
  readonly store?: StateStore;
  /** Longest snapshot in bytes, 4 MiB when not given; the largest documents are left out of a longer one. */
  readonly maxSnapshotBytes?: number;
}

/**
 * State of all widgets that run in a room, kept by everybody whether they have the widget or not. To be made
 * as soon as the room is joined, so that others can ask here for what they missed.
 */
export interface RoomState extends Disposable {
  /** Everything that the others have is here; true after the first answer, after 3 s, or at once when alone. */
  readonly synced: ReadonlySignal<boolean>;
  /** Running instances, oldest first, whoever started them. */
  readonly offers: ReadonlySignal<readonly WidgetOffer[]>;
  /** What an instance shows to those without its widget. */
  readonly summaries: ReadonlySignal<ReadonlyMap<string, Summary>>;
  /** Starts an instance, for everybody. @throws {TfxError} widget/quota */
  start(facts: WidgetStart): WidgetOffer;
  /** Ends an instance for everybody and lets go of its state; who may, the others check too. */
  stop(instance: string): void;
  /** State of a running instance; the same object each time. @throws {TfxError} widget/stopped */
  instance(instance: string): InstanceState;
  /** Somebody broke the rules and is not listened to any more, for this instance. */
  readonly onQuarantined: StateListen<Quarantined>;
  /** Saves the snapshot now, for a page that is about to go. */
  save(): Promise<void>;
}

/** Begins to keep the state of a room. */
export const createRoomState = (room: StateRoom, options: RoomStateOptions = {}): RoomState => new LiveRoomState(room, options);

class LiveRoomState implements RoomState {
  readonly onQuarantined: StateListen<Quarantined>;
  readonly #self: ParticipantId;
  readonly #data = new RoomData();
  readonly #life = new AbortController();
  readonly #intake: StateIntake;
  readonly #keyExchange: KeyExchange;
  readonly #key: Promise<SessionKey>;
  readonly #exchange: StateExchange;
  readonly #presence: PresenceExchange;
  readonly #messages: MessageExchange;
  readonly #users: UsersExchange;
  readonly #lateJoin: LateJoin;
  readonly #keeper: SnapshotKeeper | undefined;
  readonly #states = new Map<string, InstanceState>();
  readonly #name: () => string | undefined;

  constructor(room: StateRoom, { name = () => undefined, store, maxSnapshotBytes = 4 * 1024 * 1024 }: RoomStateOptions) {
    const { signal: life } = this.#life;
    const data = this.#data;
    const keys = new KeyRing();
    const quarantine = new Quarantine();
    this.#self = room.self;
    this.#name = name;
    this.onQuarantined = (listener, until) => quarantine.on("quarantined", listener, until);
    this.#intake = new StateIntake({ data, keys, quarantine, host: () => room.facts.peek().host });
    this.#keyExchange = new KeyExchange({ room, keys, life });
    const kept = openStore(store, room.self);
    this.#key = kept.then(async (snapshot) => snapshot?.key ?? (await makeSessionKey()));
    const ready = this.#restore(kept);
    this.#presence = new PresenceExchange(room, life);
    this.#messages = new MessageExchange(room, life);
    this.#users = new UsersExchange(room, life);
    this.#exchange = new StateExchange(room, { intake: this.#intake, ready, life });
    this.#lateJoin = new LateJoin({ room, data, intake: this.#intake, ready, life });
    if (store !== undefined)
      this.#keeper = new SnapshotKeeper({ self: room.self, data, key: this.#key, store, maxBytes: maxSnapshotBytes, life });
    this.#follow();
  }

  get synced(): ReadonlySignal<boolean> {
    return this.#lateJoin.synced;
  }

  get offers(): ReadonlySignal<readonly WidgetOffer[]> {
    return this.#data.offers;
  }

  get summaries(): ReadonlySignal<ReadonlyMap<string, Summary>> {
    return this.#data.summaries;
  }

  start(facts: WidgetStart): WidgetOffer {
    const offer: WidgetOffer = { ...facts, instance: randomId(), startedBy: this.#self, startedAt: Date.now() };
    if (!this.#data.start(offer)) throw new TfxError("widget/quota", { limit: stateLimits.instances });
    this.#exchange.push({ op: "start", offer });
    return offer;
  }

  stop(instance: string): void {
    if (this.#data.offer(instance) === undefined) return;
    this.#data.stop(instance);
    this.#exchange.push({ op: "stop", instance });
  }

  instance(instance: string): InstanceState {
    const state =
      this.#states.get(instance) ??
      createInstanceState({
        instance,
        self: this.#self,
        room: this.#data,
        key: this.#key,
        exchange: this.#exchange,
        presence: this.#presence,
        messages: this.#messages,
        users: this.#users,
        name: this.#name,
      });
    this.#states.set(instance, state);
    return state;
  }

  async save(): Promise<void> {
    await this.#keeper?.save();
  }

  [Symbol.dispose](): void {
    this.#life.abort();
    this.#data.destroy();
  }

  /** Resolves to whether there was a snapshot; only then are the others spoken to. */
  async #restore(kept: Promise<Snapshot | undefined>): Promise<boolean> {
    const snapshot = await kept;
    this.#keyExchange.start(await this.#key);
    for (const part of snapshot?.parts ?? []) await this.#intake.handlePart(this.#self, part, { asked: true });
    return snapshot !== undefined;
  }

  #follow(): void {
    const { signal } = this.#life;
    this.#lateJoin.synced.subscribe((synced) => synced && this.#intake.endWait());
    this.#data.on("stopped", ({ instance }) => this.#presence.end(instance), { signal });
    this.#data.on("stopped", ({ instance }) => this.#users.use(instance, false), { signal });
    this.#data.on("stopped", ({ instance }) => void this.#states.delete(instance), { signal });
    this.#keyExchange.on("arrived", ({ participant }) => this.#presence.forget(participant), { signal });
    this.#keyExchange.on("arrived", ({ participant }) => this.#users.forget(participant), { signal });
    this.#keyExchange.on("told", ({ participant }) => this.#users.tell(participant), { signal });
    this.#keyExchange.on("told", ({ participant }) => this.#presence.tell(participant), { signal });
    this.#keyExchange.on("told", ({ participant }) => this.#exchange.tell(participant), { signal });
  }
}

/** A store that cannot be read is reported, and the call goes on as if there were none. */
const openStore = async (store: StateStore | undefined, self: ParticipantId): Promise<Snapshot | undefined> => {
  try {
    const bytes = await store?.load();
    return bytes === undefined ? undefined : await decodeSnapshot(bytes, self);
  } catch (error) {
    reportBug(error);
    return undefined;
  }
};
