import { trackSources, type IceServer, type LaneName, type PeerSignal, type TrackSource } from "@tfx/protocol";
import type { Instance, SignalData } from "simple-peer";
import SimplePeer from "simple-peer/simplepeer.min.js";
import { createEmitter, type Emitter } from "../emitter.ts";
import { reportBug } from "../report-bug.ts";
import type { EncodingPlan } from "./encoding-plan.ts";
import { addSection, createStreams, firstSources, kindOf, openRawConnection, type RawConnection } from "./raw-connection.ts";

/** A description or candidate, without the addressing that offers carry. */
export type Negotiation = { readonly type: "offer" | "answer"; readonly sdp: string } | Extract<PeerSignal, { type: "candidate" }>;

/** Occurrences of one connection. */
export interface PeerConnectionEvents {
  /** To be carried to the other side. */
  negotiation: Negotiation;
  /** The state of the path changed: that of ICE (W3C WebRTC §5.6.2), where `connected` is secured by DTLS too. */
  ice: { state: RTCIceConnectionState };
  /** Sections for tracks are agreed, those of screens a moment after the others; see {@link PeerConnection.received}. */
  sections: object;
  /** The connection is gone and cannot be used again. */
  closed: { error: unknown };
}

/** What a connection is made from. */
export interface PeerConnectionOptions {
  /** Makes the offers. The other side answers, so there is never glare. */
  readonly initiator: boolean;
  readonly iceServers: readonly IceServer[];
  readonly iceTransportPolicy: "all" | "relay";
  /** What is sent from the first packet on. */
  readonly tracks: ReadonlyMap<TrackSource, MediaStreamTrack>;
  /** A connection made ahead for the same side. */
  readonly raw?: RawConnection | undefined;
}

const completeDelayMs = 500;

/**
 * One `RTCPeerConnection` to one page, made and negotiated by simple-peer, with what simple-peer lacks
 * added on the connection inside it: one media section for each source (so that starting, stopping and
 * exchanging tracks never renegotiates), those of screens once the connection is up, three negotiated data channels, ICE restart, encodings. This
 * is the only file that knows simple-peer.
 */
export class PeerConnection {
  readonly on: Emitter<PeerConnectionEvents>["on"];
  readonly initiator: boolean;
  /** The channels of the three lanes; they open with the connection. */
  readonly lanes: Readonly<Record<LaneName, RTCDataChannel>>;
  readonly #events = createEmitter<PeerConnectionEvents>();
  readonly #peer: Instance;
  readonly #rtc: RTCPeerConnection;
  readonly #streamOf = createStreams();
  readonly #asked = new Map<RTCRtpSender, MediaStreamTrack | null>();
  readonly #plans = new Map<TrackSource, EncodingPlan>();
  #encoded: Promise<void> = Promise.resolve();
  #tracks: ReadonlyMap<TrackSource, MediaStreamTrack>;
  #closed = false;

  constructor({ initiator, iceServers, iceTransportPolicy, tracks, raw }: PeerConnectionOptions) {
    const { rtc, lanes } = raw ?? openRawConnection(initiator, tracks);
    rtc.setConfiguration({ ...rtc.getConfiguration(), iceServers: iceServers as RTCIceServer[], iceTransportPolicy });
    this.on = this.#events.on;
    this.initiator = initiator;
    this.lanes = lanes;
    this.#rtc = rtc;
    this.#tracks = tracks;
    this.#peer = new SimplePeer({
      initiator,
      objectMode: true,
      // simple-peer's own channel; it carries nothing, but its end is how simple-peer notices the other side's.
      channelName: "tfx",
      channelConfig: { negotiated: true, id: 0 },
      wrtc: implementationOf(rtc),
    });
    this.#listen();
    // Tracks may have changed since a spare was made.
    if (initiator) void this.setTracks(tracks);
  }

  /** What arrives, by source; a source that the other side does not send has a muted track. */
  get received(): ReadonlyMap<TrackSource, MediaStreamTrack> {
    return new Map(this.#sections().map(([source, { receiver }]) => [source, receiver.track]));
  }

  /** Loudness of the other side's microphone now, 0 to 1 (RFC 6464). */
  level(): number {
    const microphone = this.#sections().find(([source]) => source === "microphone");
    return microphone?.[1].receiver.getSynchronizationSources()[0]?.audioLevel ?? 0;
  }

  /** Takes what the other side's `negotiation` event gave. */
  handleNegotiation(negotiation: Negotiation): void {
    if (!this.#closed) this.#peer.signal(negotiation as SignalData);
  }

  /** Sends exactly these tracks from now on, without renegotiation. */
  async setTracks(tracks: ReadonlyMap<TrackSource, MediaStreamTrack>): Promise<void> {
    this.#tracks = tracks;
    await Promise.all(this.#sections().map(([source, { sender }]) => this.#fill(sender, source)));
  }

  /** Sets size, rate and liveness of what is sent for one source; of calls that overlap the latest wins. */
  setEncoding(source: TrackSource, plan: EncodingPlan): Promise<void> {
    this.#plans.set(source, plan);
    // One at a time: while a change is under way `getParameters` still tells the state before it, and a
    // plan that goes back to that state would look like no change at all.
    const encode = () => this.#encode(source);
    this.#encoded = this.#encoded.then(encode, encode);
    return this.#encoded;
  }

  /** Looks for new paths, over these servers, while the old one is kept (RFC 8445 §9). The initiator alone can. */
  restartIce(iceServers: readonly IceServer[]): void {
    if (this.#closed) return;
    this.useIceServers(iceServers);
    const peer = this.#peer as Instance & { offerOptions: RTCOfferOptions };
    peer.offerOptions = { iceRestart: true };
    this.#negotiate();
    this.#rtc.addEventListener("signalingstatechange", () => (peer.offerOptions = {}), { once: true });
  }

  /** Servers for the next gathering of candidates: credentials expire (W3C WebRTC §4.4.1.6). */
  useIceServers(iceServers: readonly IceServer[]): void {
    if (!this.#closed) this.#rtc.setConfiguration({ ...this.#rtc.getConfiguration(), iceServers: iceServers as RTCIceServer[] });
  }

  /** Statistics of the whole connection. */
  stats(): Promise<RTCStatsReport> {
    return this.#rtc.getStats();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#peer.destroy();
  }

  #listen(): void {
    this.#peer.on("signal", (data: SignalData) => {
      const negotiation = readNegotiation(data);
      if (negotiation !== undefined) this.#events.emit("negotiation", negotiation);
    });
    let cause: unknown;
    this.#peer.on("error", (error) => (cause = error));
    this.#peer.on("close", () => {
      const byUs = this.#closed;
      this.#closed = true;
      if (!byUs) this.#events.emit("closed", { error: cause });
    });
    this.#rtc.addEventListener("track", () => this.#events.emit("sections", {}));
    for (const change of ["iceconnectionstatechange", "connectionstatechange"]) {
      this.#rtc.addEventListener(change, () => this.#events.emit("ice", { state: this.#pathState() }));
    }
    if (this.initiator) this.#peer.once("connect", () => setTimeout(() => this.#completeSections(), completeDelayMs));
    // This event comes before simple-peer makes its answer, so that the answer already sends.
    this.#rtc.addEventListener("signalingstatechange", () => {
      if (this.#rtc.signalingState !== "have-remote-offer") return;
      if (this.#isWellFormed()) this.#answerSections();
      else this.#peer.destroy(new Error("an offer with other sections than ours"));
    });
  }

  /** A path that ICE has found is of use once DTLS has secured it (RFC 8827 §6.5). */
  #pathState(): RTCIceConnectionState {
    const { iceConnectionState: ice, connectionState } = this.#rtc;
    if (connectionState === "failed") return "failed";
    return (ice === "connected" || ice === "completed") && connectionState !== "connected" ? "checking" : ice;
  }

  async #encode(source: TrackSource): Promise<void> {
    const plan = this.#plans.get(source);
    const sender = this.#sections().find(([name]) => name === source)?.[1].sender;
    const parameters = sender?.getParameters();
    const encoding = parameters?.encodings?.[0];
    if (plan === undefined || sender === undefined || parameters === undefined || encoding === undefined || this.#closed) return;
    const now: Partial<EncodingPlan> = encoding;
    if ((Object.keys(plan) as (keyof EncodingPlan)[]).every((key) => now[key] === plan[key])) return;
    Object.assign(encoding, plan);
    // One refused plan must not keep the next from being tried.
    await sender.setParameters(parameters).catch((error: unknown) => this.#closed || reportBug(error));
  }

  /** Has room made for screens, once a connection is up that does not have it. */
  #completeSections(): void {
    const missing = trackSources.slice(this.#rtc.getTransceivers().length);
    if (this.#closed || missing.length === 0) return;
    for (const source of missing) addSection(this.#rtc, { source, tracks: this.#tracks, streamOf: this.#streamOf });
    this.#negotiate();
  }

  #negotiate(): void {
    (this.#peer as Instance & { negotiate(): void }).negotiate();
  }

  /** Offers of ours have one section for each source, in order: those of the first offer, or all. */
  #isWellFormed(): boolean {
    const kinds = this.#rtc.getTransceivers().map(({ receiver }) => receiver.track.kind);
    const isWhole = kinds.length === firstSources.length || kinds.length === trackSources.length;
    return isWhole && trackSources.slice(0, kinds.length).every((source, index) => kinds[index] === kindOf(source));
  }

  #answerSections(): void {
    for (const [source, transceiver] of this.#sections()) {
      if (transceiver.direction === "sendrecv") continue;
      transceiver.direction = "sendrecv";
      transceiver.sender.setStreams(this.#streamOf(source));
      void this.#fill(transceiver.sender, source);
    }
  }

  async #fill(sender: RTCRtpSender, source: TrackSource): Promise<void> {
    const track = this.#tracks.get(source) ?? null;
    // `sender.track` changes only once a replacement is through: an earlier one may be under way.
    const before = this.#asked.has(sender) ? this.#asked.get(sender) : sender.track;
    if (before === track || this.#closed) return;
    this.#asked.set(sender, track);
    await sender.replaceTrack(track).catch((error: unknown) => this.#closed || reportBug(error));
  }

  #sections(): readonly (readonly [TrackSource, RTCRtpTransceiver])[] {
    const transceivers = this.#rtc.getTransceivers();
    return trackSources.flatMap((source, index) => {
      const transceiver = transceivers[index];
      return transceiver === undefined ? [] : [[source, transceiver] as const];
    });
  }
}

/** What simple-peer is to use for WebRTC (its `wrtc` option): the browser's own, with a connection that is made already. */
// simple-peer only ever calls it with `new`, which answers what the function returns; its type asks for a whole class.
const implementationOf = (rtc: RTCPeerConnection) => {
  const RTCPeerConnection = function () {
    return rtc;
  } as unknown as typeof globalThis.RTCPeerConnection;
  return { RTCPeerConnection, RTCSessionDescription, RTCIceCandidate };
};

const readNegotiation = (data: SignalData): Negotiation | undefined => {
  if (data.type === "offer" || data.type === "answer") return data.sdp === undefined ? undefined : { type: data.type, sdp: data.sdp };
  if (data.type !== "candidate") return undefined;
  const { candidate, sdpMid, sdpMLineIndex } = data.candidate;
  return { type: "candidate", candidate: { candidate, sdpMid, sdpMLineIndex } };
};
