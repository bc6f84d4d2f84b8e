import { batch, effect, signal, type ReadonlySignal } from "@preact/signals-core";
import type { ConnectionId, IceServer, InstanceId, PeerSignal, TrackSource } from "@tfx/protocol";
import type { Lanes } from "../channel/lanes.ts";
import { Allowance } from "../allowance.ts";
import { randomId } from "../random-id.ts";
import { chooseForSignal } from "./connection-choice.ts";
import { planEncoding, type EncodingNeed } from "./encoding-plan.ts";
import { digestStats, type LinkStats, type StatsCounters } from "./link-stats.ts";
import { PeerConnection, type Negotiation } from "./peer-connection.ts";
import { createPictureSizes } from "./picture-sizes.ts";
import { SpareConnection } from "./raw-connection.ts";
import { planRepair, rebuildDelayMs } from "./repair-plan.ts";

/**
 * State of the path to one participant. `interrupted`: nothing arrives and repair is under way;
 * `failed`: repair was given up until either side's network changes.
 */
export type LinkState = "connecting" | "connected" | "interrupted" | "failed" | "closed";

/** What a link needs of its surroundings. */
export interface PeerLinkOptions {
  readonly self: InstanceId;
  readonly peer: InstanceId;
  /** Makes the first connection; the side that came later does. */
  readonly initiator: boolean;
  readonly iceServers: () => readonly IceServer[];
  readonly iceTransportPolicy: "all" | "relay";
  /** Connections made ahead, for a side that makes offers. */
  readonly spare: Pick<SpareConnection, "take">;
  readonly lanes: Lanes;
  /** The other side's seat is away, so that it cannot answer. */
  readonly peerAway: ReadonlySignal<boolean>;
  readonly send: (connection: ConnectionId, signal: PeerSignal) => void;
  /** Nothing of this connection is wanted any more. */
  readonly drop: (connection: ConnectionId) => void;
}

type Tracks = ReadonlyMap<TrackSource, MediaStreamTrack>;
type VideoNeed = Omit<EncodingNeed, "source">;

/** What each picture is sent for; see {@link EncodingNeed}. */
export type VideoNeeds = Readonly<Partial<Record<EncodingNeed["source"], VideoNeed>>>;

const statsEveryMs = 2_000;
const encodeDelayMs = 250;
const answerWaitMs = 8_000;

/**
 * The link to one page of one participant: always the wanted tracks, the lanes and statistics, over as
 * many connections, one after the other, as the network makes necessary.
 */
export class PeerLink implements Disposable {
  readonly #options: PeerLinkOptions;
  readonly #state = signal<LinkState>("connecting");
  readonly #stats = signal<LinkStats | undefined>(undefined);
  readonly #received = signal<Tracks>(new Map());
  readonly #life = new AbortController();
  readonly #answering = new SpareConnection({ initiator: false });
  #connection: PeerConnection | undefined;
  #id: ConnectionId | undefined;
  #connectionLife = new AbortController();
  #answered = false;
  #tracks: Tracks = new Map();
  #needs: VideoNeeds = {};
  #ice: RTCIceConnectionState = "new";
  #iceSince = 0;
  #everConnected = false;
  #restartedAt: number | undefined;
  #rebuilds = 0;
  /** Connections and restarts that the other side may ask for: each costs a good deal. */
  readonly #requests = new Allowance({ burst: 8, perSecond: 0.5 });
  #judgeTimer: ReturnType<typeof setTimeout> | undefined;
  #encodeTimer: ReturnType<typeof setTimeout> | undefined;
  #counters: StatsCounters | undefined;
  readonly #sizes = createPictureSizes();

  constructor(options: PeerLinkOptions) {
    this.#options = options;
    const { signal: life } = this.#life;
    const timer = setInterval(() => void this.#measure(), statsEveryMs);
    life.addEventListener("abort", () => clearInterval(timer), { once: true });
    const unfollow = effect(() => {
      if (!options.peerAway.value) this.#tryAgain();
    });
    life.addEventListener("abort", unfollow, { once: true });
    globalThis.addEventListener("online", () => this.#tryAgain(), { signal: life });
  }

  get state(): ReadonlySignal<LinkState> {
    return this.#state;
  }

  get stats(): ReadonlySignal<LinkStats | undefined> {
    return this.#stats;
  }

  /** The tracks of what the other side can send; those of sources that it has off are silent or black. */
  get received(): ReadonlySignal<Tracks> {
    return this.#received;
  }

  /** Makes the first connection, if it is this side's to make. */
  start(tracks: Tracks): void {
    this.#tracks = tracks;
    if (this.#options.initiator) this.#connect();
    // Whoever has just come will offer in a moment.
    else void this.#answering.prepare();
  }

  /** Makes the other side receive exactly these tracks. */
  publish(tracks: Tracks): void {
    this.#tracks = tracks;
    void this.#connection?.setTracks(tracks);
    this.#encode();
  }

  /** Says what the pictures are sent for; they are sized to it. */
  setNeeds(needs: VideoNeeds): void {
    this.#needs = needs;
    this.#encode();
  }

  /** Takes a signal of the other side. */
  handleSignal(connection: ConnectionId, message: PeerSignal): void {
    const { self, peer } = this.#options;
    const initiator = this.#connection?.initiator ?? false;
    const position = { self, peer, connection: this.#id, initiator, answered: this.#answered };
    const choice = chooseForSignal(position, connection, message);
    if (choice === "ignore" || (choice !== "use" && !this.#requests.take())) return;
    if (choice === "restart") return this.#restart();
    if (choice === "rebuild") return this.#connect();
    if (choice === "answer-new") this.#use(connection, false);
    if (message.type === "answer") this.#answered = true;
    if (message.type !== "repair") this.#connection?.handleNegotiation(message);
  }

  /** Nothing more can be signalled on a connection: what is up stays up, what is not is made anew. */
  handleStuck(connection: ConnectionId): void {
    if (connection === this.#id && this.#state.peek() !== "connected" && this.#connection?.initiator === true) this.#rebuild();
  }

  /** Loudness of the other side's microphone now, 0 to 1. */
  level(): number {
    return this.#state.peek() === "connected" ? (this.#connection?.level() ?? 0) : 0;
  }

  /** Statistics of the connection in use, whole (W3C webrtc-stats). */
  async report(): Promise<RTCStatsReport | undefined> {
    return this.#connection?.stats();
  }

  [Symbol.dispose](): void {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    clearTimeout(this.#judgeTimer);
    clearTimeout(this.#encodeTimer);
    this.#answering[Symbol.dispose]();
    this.#discard();
    batch(() => {
      this.#state.value = "closed";
      this.#received.value = new Map();
    });
  }

  #connect(): void {
    this.#use(randomId() as ConnectionId, true);
  }

  /** Replaces the connection in use, if any. */
  #use(id: ConnectionId, initiator: boolean): void {
    this.#discard();
    const { iceServers, iceTransportPolicy, spare, send } = this.#options;
    const raw = (initiator ? spare : this.#answering).take();
    const connection = new PeerConnection({ initiator, iceServers: iceServers(), iceTransportPolicy, tracks: this.#tracks, raw });
    this.#connection = connection;
    this.#id = id;
    this.#answered = false;
    this.#everConnected = false;
    this.#restartedAt = undefined;
    const life = new AbortController();
    const until = { signal: life.signal };
    this.#connectionLife = life;
    connection.on("negotiation", (message) => send(id, this.#describe(message)), until);
    connection.on("ice", ({ state }) => this.#handleIce(state), until);
    this.#options.lanes.attach(connection.lanes);
    connection.on("sections", () => this.#handleSections(connection), until);
    connection.on("closed", () => this.#handleIce("failed"), until);
    this.#handleIce("new");
  }

  #discard(): void {
    this.#connectionLife.abort();
    this.#connection?.close();
    this.#options.lanes.detach();
    if (this.#id !== undefined) this.#options.drop(this.#id);
    this.#connection = undefined;
    this.#id = undefined;
    this.#counters = undefined;
  }

  #handleSections(connection: PeerConnection): void {
    this.#received.value = connection.received;
    if (this.#state.peek() === "connected") this.#encodeSoon();
  }

  #handleIce(state: RTCIceConnectionState): void {
    this.#ice = state;
    this.#iceSince = performance.now();
    if (state === "connected" || state === "completed") {
      this.#everConnected = true;
      this.#restartedAt = undefined;
      this.#rebuilds = 0;
      this.#state.value = "connected";
      this.#encodeSoon();
    } else if (this.#state.value === "connected" && state !== "new" && state !== "checking") {
      this.#state.value = "interrupted";
    }
    this.#judge();
  }

  #judge(): void {
    clearTimeout(this.#judgeTimer);
    const now = performance.now();
    const plan = planRepair({
      ice: this.#ice,
      sinceMs: now - this.#iceSince,
      everConnected: this.#everConnected,
      restartedMs: this.#restartedAt === undefined ? undefined : now - this.#restartedAt,
      rebuilds: this.#rebuilds,
      peerAway: this.#options.peerAway.peek(),
    });
    if (plan.act === "fail") this.#state.value = "failed";
    if (plan.act === "restart") this.#restart();
    if (plan.act === "rebuild") this.#judgeTimer = setTimeout(() => this.#rebuild(), rebuildDelayMs(this.#rebuilds));
    if (plan.checkInMs !== undefined) this.#judgeTimer = setTimeout(() => this.#judge(), plan.checkInMs);
  }

  #restart(): void {
    this.#restartedAt = performance.now();
    const iceServers = this.#options.iceServers();
    if (this.#connection?.initiator === true) return this.#connection.restartIce(iceServers);
    this.#connection?.useIceServers(iceServers);
    this.#askFor("restart");
  }

  /** The initiator connects anew; the other side asks for it and waits for an offer. */
  #rebuild(): void {
    this.#rebuilds += 1;
    if (this.#connection?.initiator === true) return this.#connect();
    this.#askFor("rebuild");
    this.#judgeTimer = setTimeout(() => this.#judge(), answerWaitMs);
  }

  #askFor(how: "restart" | "rebuild"): void {
    if (this.#id !== undefined) this.#options.send(this.#id, { type: "repair", how });
  }

  /** The network or the other side is back: a link that had given up, or waits long, starts over. */
  #tryAgain(): void {
    if (this.#connection === undefined || this.#ice === "connected" || this.#ice === "completed") return;
    this.#rebuilds = 0;
    if (this.#state.peek() === "failed") this.#state.value = "interrupted";
    this.#judge();
  }

  #describe(message: Negotiation): PeerSignal {
    const { self: from, peer: to } = this.#options;
    if (message.type === "candidate") return message;
    const { type, sdp } = message;
    const on = [...this.#tracks.keys()];
    return type === "offer" ? { type, sdp, on, from, to } : { type, sdp, on };
  }

  /** Reading an encoding holds the page up while a connection comes into being: the first frames go out as they are. */
  #encodeSoon(): void {
    clearTimeout(this.#encodeTimer);
    this.#encodeTimer = setTimeout(() => this.#encode(), encodeDelayMs);
  }

  #encode(): void {
    const connection = this.#connection;
    if (connection === undefined || this.#state.peek() !== "connected") return;
    for (const source of ["camera", "screen"] as const) {
      const need = this.#needs[source];
      if (need === undefined) continue;
      const captured = this.#sizes.of(this.#tracks.get(source)) ?? need.captured;
      void connection.setEncoding(source, planEncoding({ source, ...need, captured }));
    }
  }

  async #measure(): Promise<void> {
    const connection = this.#connection;
    if (connection === undefined || this.#state.value !== "connected") return;
    const report = await connection.stats();
    if (connection !== this.#connection) return;
    const { stats, counters } = digestStats(report as ReadonlyMap<string, never>, this.#counters);
    this.#counters = counters;
    this.#stats.value = stats;
    if (this.#sizes.take(report as ReadonlyMap<string, never>)) this.#encode();
  }
}
