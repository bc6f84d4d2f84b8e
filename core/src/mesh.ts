import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals-core";
import { coreTopics, type IceServer, type ParticipantId, type TrackSource } from "@tfx/protocol";
import type { ScreenShare } from "./media/screen-share.ts";
import { TopicHub } from "./channel/topic-hub.ts";
import type { SpareConnection } from "./link/raw-connection.ts";
import { eachAnnounced, type ParticipantConsent } from "./consent.ts";
import { RemoteParticipant, type Outgoing } from "./participant.ts";
import type { RoomSeal } from "./signalling/room-seal.ts";
import type { Roster } from "./signalling/roster.ts";
import type { Seat } from "./signalling/seat.ts";
import type { SignalExchange } from "./signalling/signal-exchange.ts";

/** What a mesh is made from. */
export interface MeshOptions {
  readonly seat: Seat;
  readonly seal: RoomSeal;
  readonly exchange: SignalExchange;
  readonly tracks: ReadonlySignal<ReadonlyMap<TrackSource, MediaStreamTrack>>;
  readonly screen: Pick<ScreenShare, "facts" | "content">;
  readonly hand: ReadonlySignal<boolean>;
  readonly consent: Readonly<Record<keyof ParticipantConsent, ReadonlySignal<boolean>>>;
  readonly iceServers: readonly IceServer[] | undefined;
  readonly iceTransportPolicy: "all" | "relay";
  readonly spare: SpareConnection;
}

const levelEveryMs = 200;

/** Keeps a participant, and through it a link, for each entry of the roster. */
export class Mesh implements Disposable {
  readonly hub: TopicHub;
  readonly #options: MeshOptions;
  readonly #participants = signal<ReadonlyMap<ParticipantId, RemoteParticipant>>(new Map());
  readonly #list = computed(() =>
    [...this.#participants.value.values()].filter(({ arrived }) => arrived.value).sort((a, b) => a.joinedAt - b.joinedAt),
  );
  readonly #outgoing: ReadonlySignal<Outgoing>;
  readonly #media;
  readonly #view;
  readonly #life = new AbortController();

  constructor(options: MeshOptions) {
    this.#options = options;
    this.#outgoing = computed(() => ({
      tracks: options.tracks.value,
      people: this.#participants.value.size + 1,
      motion: options.screen.content.value === "motion",
    }));
    this.hub = new TopicHub(() => this.#list.value);
    this.#media = this.hub.topic({ name: "tfx.media", schema: coreTopics["tfx.media"], lane: "control" });
    this.#view = this.hub.topic({ name: "tfx.view", schema: coreTopics["tfx.view"], lane: "control" });
    this.#listen();
    this.#follow(options.seat.roster.peek());
  }

  /** The others, longest present first. */
  get participants(): ReadonlySignal<readonly RemoteParticipant[]> {
    return this.#list;
  }

  [Symbol.dispose](): void {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    for (const participant of this.#participants.peek().values()) participant[Symbol.dispose]();
    this.#participants.value = new Map();
  }

  #listen(): void {
    const { signal: life } = this.#life;
    const find = (id: ParticipantId) => this.#participants.peek().get(id);
    this.#options.exchange.on(
      "received",
      ({ from, ...rest }) => find(from.participant)?.handleSignal(from.instance, rest.connection, rest.signal),
      {
        signal: life,
      },
    );
    this.#options.exchange.on("stuck", ({ peer, connection }) => find(peer.participant)?.handleStuck(connection), { signal: life });
    this.#media.on(({ from, value }) => find(from)?.handleMedia(value), { signal: life });
    this.#view.on(({ from, value }) => find(from)?.handleView(value), { signal: life });
    const timer = setInterval(() => this.#list.peek().forEach((participant) => participant.measureLevel()), levelEveryMs);
    life.addEventListener("abort", () => clearInterval(timer), { once: true });
  }

  /** Those who were there first are connected to from here; whoever comes later connects to us. */
  #follow(present: Roster): void {
    const stops = [
      effect(() => {
        const roster = this.#options.seat.roster.value;
        untracked(() => this.#reconcile(roster, present));
      }),
      effect(() => {
        const { tracks, hand, consent, screen } = this.#options;
        const took = { ...eachAnnounced((what) => consent[what].value), leftOut: consent.leftOut.value };
        const said = { hand: hand.value, ...took, screen: screen.facts.value };
        const body = { on: [...tracks.value.keys()], ...said };
        for (const participant of this.#list.value) {
          void participant.page.value;
          void this.#media.send(body, { to: [participant.id] });
        }
      }),
    ];
    this.#life.signal.addEventListener("abort", () => stops.forEach((stop) => stop()), { once: true });
  }

  #reconcile(roster: Roster, present: Roster): void {
    const before = this.#participants.peek();
    const now = new Map<ParticipantId, RemoteParticipant>();
    for (const entry of roster.values()) {
      const known = before.get(entry.participant);
      known?.handleEntry(entry);
      now.set(entry.participant, known ?? this.#admit(entry, present.has(entry.participant) && present === roster));
    }
    for (const [id, gone] of before) if (!now.has(id)) gone[Symbol.dispose]();
    if (before.size !== now.size || [...now.keys()].some((id) => !before.has(id))) this.#participants.value = now;
  }

  #admit(entry: Parameters<RemoteParticipant["handleEntry"]>[0], initiator: boolean): RemoteParticipant {
    const { seat, seal, exchange, iceServers, iceTransportPolicy, spare } = this.#options;
    return new RemoteParticipant({
      entry,
      self: seat.instance,
      initiator,
      seal,
      outgoing: this.#outgoing,
      connect: { iceServers: () => iceServers ?? seat.iceServers.peek(), iceTransportPolicy, spare },
      sendSignal: (to, connection, message) => exchange.send(to, connection, message),
      dropConnection: (connection) => exchange.drop(entry.participant, connection),
      onMessage: (lane, bytes) => this.hub.handleMessage(entry.participant, lane, bytes),
      sendView: (view) => void this.#view.send(view, { to: [entry.participant] }),
    });
  }
}
