import { computed, effect, signal, type ReadonlySignal } from "@preact/signals-core";
import {
  profile,
  type ConnectionId,
  type CoreTopicBody,
  type InstanceId,
  type LaneName,
  type ParticipantId,
  type PeerSignal,
  type RosterEntry,
  type TrackSource,
} from "@tfx/protocol";
import { Allowance } from "./allowance.ts";
import { eachAnnounced, isSameConsent, readConsent, unsaid, withAnotherPage, type ParticipantConsent } from "./consent.ts";
import { Lanes } from "./channel/lanes.ts";
import type { EncodingNeed } from "./link/encoding-plan.ts";
import type { ScreenFacts } from "./media/screen-share.ts";
import type { LinkStats } from "./link/link-stats.ts";
import { PeerLink, type LinkState, type PeerLinkOptions } from "./link/peer-link.ts";
import type { RoomSeal } from "./signalling/room-seal.ts";

/** Size of a picture as it is shown, in device pixels; 0 × 0 is not shown. */
export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

/** What a participant has on. */
export interface ParticipantMedia {
  readonly on: ReadonlySet<TrackSource>;
  readonly hand: boolean;
  /** How this person's share stands; one that is paused is not among what is on. */
  readonly screen: ScreenFacts;
}

/** Somebody else in the room. The object stays the same through dropped sockets and repaired links. */
export interface Participant {
  readonly id: ParticipantId;
  /** Milliseconds since 1970, server time. */
  readonly joinedAt: number;
  /** Empty until the profile has been opened, a moment after the person appears. */
  readonly name: ReadonlySignal<string>;
  readonly link: ReadonlySignal<LinkState>;
  readonly media: ReadonlySignal<ParticipantMedia>;
  readonly consent: ReadonlySignal<ParticipantConsent>;
  /** What arrives from this person; a source that is off has no track. */
  readonly tracks: ReadonlySignal<ReadonlyMap<TrackSource, MediaStreamTrack>>;
  /** Loudness of the microphone, 0 to 1, five times a second (RFC 6464 scale made linear). */
  readonly level: ReadonlySignal<number>;
  /** Digest of the link's statistics, every two seconds while connected. */
  readonly stats: ReadonlySignal<LinkStats | undefined>;
  /** Statistics of the link as the browser has them (W3C webrtc-stats); undefined while there is no connection. */
  report(): Promise<RTCStatsReport | undefined>;
  /** Tells the sender how large its pictures are shown here, so that it sends no more than that. */
  show(view: { readonly camera: ViewSize; readonly screen: ViewSize }): void;
  /** Asks for pictures of at least this size, shown or not, until the undo: for whatever composes them elsewhere. */
  hold(view: { readonly camera: ViewSize; readonly screen: ViewSize }): () => void;
}

/** What everybody in the room is sent, and how many they are. */
export interface Outgoing {
  readonly tracks: ReadonlyMap<TrackSource, MediaStreamTrack>;
  readonly people: number;
  /** The screen shows something that moves. */
  readonly motion: boolean;
}

type View = CoreTopicBody<"tfx.view">;

/** What a participant needs of the mesh. */
export interface RemoteParticipantOptions {
  readonly entry: RosterEntry;
  readonly self: InstanceId;
  /** This side came later and makes the first connection. */
  readonly initiator: boolean;
  readonly seal: RoomSeal;
  readonly outgoing: ReadonlySignal<Outgoing>;
  readonly connect: Pick<PeerLinkOptions, "iceServers" | "iceTransportPolicy" | "spare">;
  readonly sendSignal: (to: RosterEntry, connection: ConnectionId, signal: PeerSignal) => void;
  readonly dropConnection: (connection: ConnectionId) => void;
  readonly onMessage: (lane: LaneName, bytes: Uint8Array) => void;
  readonly sendView: (view: View) => void;
}

const hiddenView: View = { camera: { width: 0, height: 0 }, screen: { width: 0, height: 0 } };

const largest = (sizes: readonly ViewSize[]): ViewSize => ({
  width: Math.max(...sizes.map(({ width }) => width)),
  height: Math.max(...sizes.map(({ height }) => height)),
});

const largestView = (views: readonly View[]): View => ({
  camera: largest(views.map(({ camera }) => camera)),
  screen: largest(views.map(({ screen }) => screen)),
});

const viewDelayMs = 150;
const arriveWithinMs = 400;

/** One link at a time to whichever page the participant is on. */
export class RemoteParticipant implements Participant, Disposable {
  readonly id: ParticipantId;
  readonly joinedAt: number;
  readonly name = signal("");
  readonly level = signal(0);
  readonly media = signal<ParticipantMedia>(nothingOn);
  readonly consent = signal<ParticipantConsent>(unsaid);
  readonly #options: RemoteParticipantOptions;
  readonly #page;
  readonly #away;
  readonly #waited;
  readonly #peerView = signal<View | undefined>(undefined);
  readonly #life = new AbortController();
  readonly #held = new Set<View>();
  #wished: View = hiddenView;
  #shown: View | undefined;
  readonly #waitTimer: ReturnType<typeof setTimeout>;
  #viewTimer: ReturnType<typeof setTimeout> | undefined;

  readonly link;
  /** Whether this person is to be shown: drawing a newcomer before there is a link would only hold the link up. */
  readonly arrived;
  readonly stats;
  readonly tracks;

  constructor(options: RemoteParticipantOptions) {
    const { entry } = options;
    this.#options = options;
    this.id = entry.participant;
    this.joinedAt = entry.joinedAt;
    this.#away = signal(entry.away);
    this.#waited = signal(options.initiator);
    this.#waitTimer = setTimeout(() => (this.#waited.value = true), arriveWithinMs);
    this.#page = signal(this.#openPage(entry, options.initiator));
    this.link = computed(() => this.#page.value.link.state.value);
    this.arrived = computed(() => this.#waited.value || this.link.value !== "connecting");
    this.stats = computed(() => this.#page.value.link.stats.value);
    this.tracks = stable(() => {
      const { on } = this.media.value;
      return new Map([...this.#page.value.link.received.value].filter(([source]) => on.has(source)));
    });
    void this.#readName(entry);
    this.#follow();
  }

  /** Takes a change of the roster: a dropped or returned socket, or another page. */
  handleEntry(entry: RosterEntry): void {
    this.#away.value = entry.away;
    if (entry.instance === this.#page.peek().entry.instance) return;
    this.#page.peek().close();
    this.media.value = nothingOn;
    this.consent.value = withAnotherPage(this.consent.peek());
    this.#peerView.value = undefined;
    this.#shown = undefined;
    this.#page.value = this.#openPage(entry, false);
    if (this.#held.size > 0) this.#tellView();
    void this.#readName(entry);
  }

  /** Takes a signal of one of the participant's pages. */
  handleSignal(instance: InstanceId, connection: ConnectionId, message: PeerSignal): void {
    const page = this.#page.peek();
    if (page.entry.instance !== instance) return;
    const tells = message.type === "offer" || message.type === "answer";
    if (tells) this.media.value = { ...this.media.peek(), on: new Set(message.on) };
    page.link.handleSignal(connection, message);
  }

  /** Nothing more can be signalled on a connection. */
  handleStuck(connection: ConnectionId): void {
    this.#page.peek().link.handleStuck(connection);
  }

  /** The participant told what it has on. */
  handleMedia(body: CoreTopicBody<"tfx.media">): void {
    this.media.value = { on: new Set(body.on), hand: body.hand, screen: body.screen };
    const before = this.consent.peek();
    const now = readConsent({ ...eachAnnounced((what) => body[what]), leftOut: body.leftOut });
    if (!isSameConsent(before, now)) this.consent.value = now;
  }

  /** The participant told how large it shows the pictures from here. */
  handleView(view: View): void {
    this.#peerView.value = view;
  }

  send(lane: LaneName, bytes: Uint8Array<ArrayBuffer>, options: { signal?: AbortSignal | undefined }): Promise<boolean> {
    return this.#page.peek().lanes.send(lane, bytes, options);
  }

  /** Page the messages of the moment go to; changes when the participant reloads. */
  get page(): ReadonlySignal<unknown> {
    return this.#page;
  }

  /** Reads the loudness again. */
  measureLevel(): void {
    const level = this.#page.peek().link.level();
    if (Math.abs(level - this.level.peek()) > 0.005 || level === 0) this.level.value = level;
  }

  report(): Promise<RTCStatsReport | undefined> {
    return this.#page.peek().link.report();
  }

  show(view: View): void {
    this.#wished = view;
    this.#tellView();
  }

  hold(view: View): () => void {
    const held = { ...view };
    this.#held.add(held);
    this.#tellView();
    return () => {
      if (this.#held.delete(held)) this.#tellView();
    };
  }

  [Symbol.dispose](): void {
    this.#life.abort();
    clearTimeout(this.#viewTimer);
    clearTimeout(this.#waitTimer);
    this.#page.peek().close();
  }

  #tellView(): void {
    const view = largestView([this.#wished, ...this.#held]);
    if (JSON.stringify(view) === JSON.stringify(this.#shown)) return;
    this.#shown = view;
    clearTimeout(this.#viewTimer);
    this.#viewTimer = setTimeout(() => this.#options.sendView(view), viewDelayMs);
  }

  #openPage(entry: RosterEntry, initiator: boolean): Page {
    const { self, connect, outgoing, onMessage, sendSignal, dropConnection } = this.#options;
    const allowances = { control: new Allowance(rates.control), bulk: new Allowance(rates.bulk), live: new Allowance(rates.live) };
    const lanes = new Lanes({
      onMessage: (lane, bytes) => {
        if (allowances[lane].take()) onMessage(lane, bytes);
      },
      onViolation: () => lanes.close(),
    });
    const link = new PeerLink({
      ...connect,
      self,
      peer: entry.instance,
      initiator,
      lanes,
      peerAway: this.#away,
      send: (connection, message) => sendSignal(entry, connection, message),
      drop: dropConnection,
    });
    link.start(outgoing.peek().tracks);
    const close = () => {
      link[Symbol.dispose]();
      lanes.close();
    };
    return { entry, lanes, link, close };
  }

  #follow(): void {
    const stops = [
      effect(() => this.#page.value.link.publish(this.#options.outgoing.value.tracks)),
      effect(() => {
        const { tracks, people, motion } = this.#options.outgoing.value;
        const view = this.#peerView.value;
        const need = (source: EncodingNeed["source"]) => ({ people, motion, view: view?.[source], captured: sizeOf(tracks.get(source)) });
        this.#page.value.link.setNeeds({ camera: need("camera"), screen: need("screen") });
      }),
    ];
    this.#life.signal.addEventListener("abort", () => stops.forEach((stop) => stop()), { once: true });
  }

  async #readName({ instance, profile: payload }: RosterEntry): Promise<void> {
    try {
      const text = await this.#options.seal.openProfile(instance, payload);
      this.name.value = profile.parse(JSON.parse(text)).name;
    } catch {
      // A profile that cannot be opened names nobody; the app shows a nameless person.
      this.name.value = "";
    }
  }
}

/** Messages that one page is listened to for; what is past them is dropped, so that nobody can keep another busy. */
const rates = {
  control: { burst: 1_000, perSecond: 300 },
  bulk: { burst: 2_000, perSecond: 1_000 },
  live: { burst: 400, perSecond: 200 },
} as const;

interface Page {
  readonly entry: RosterEntry;
  readonly lanes: Lanes;
  readonly link: PeerLink;
  close(): void;
}

const nothingOn: ParticipantMedia = { on: new Set(), hand: false, screen: { paused: false, drawing: "off" } };

/** A computed map that stays the same object while its entries do, so that players are not restarted. */
const stable = <K, V>(compute: () => ReadonlyMap<K, V>): ReadonlySignal<ReadonlyMap<K, V>> => {
  let last: ReadonlyMap<K, V> = new Map();
  return computed(() => {
    const next = compute();
    const same = next.size === last.size && [...next].every(([key, value]) => last.get(key) === value);
    if (!same) last = next;
    return last;
  });
};

const sizeOf = (track: MediaStreamTrack | undefined): { width: number; height: number } => {
  const { width = 640, height = 480 } = track?.getSettings() ?? {};
  return { width, height };
};
