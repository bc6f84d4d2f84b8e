import { type LaneName, type TrackSource } from "@tfx/protocol";

const laneChannels = {
  control: { id: 1, priority: "high" },
  bulk: { id: 2, priority: "very-low" },
  live: { id: 3, priority: "medium", ordered: false, maxRetransmits: 0 },
} as const satisfies Record<LaneName, RTCDataChannelInit & { priority: string }>;

/** A connection of the browser with the channels of the three lanes; they open with it. */
export interface RawConnection {
  readonly rtc: RTCPeerConnection;
  readonly lanes: Readonly<Record<LaneName, RTCDataChannel>>;
}

/** Kind of the tracks of a source. */
export const kindOf = (source: TrackSource): "audio" | "video" => (source === "camera" || source === "screen" ? "video" : "audio");

/** Sources of one stream are played in step: the person's, and the screen's (RFC 8830). */
export const createStreams = (): ((source: TrackSource) => MediaStream) => {
  const [person, screen] = [new MediaStream(), new MediaStream()];
  return (source) => (source === "screen" || source === "screen-audio" ? screen : person);
};

/** What a media section is added with. */
export interface SectionOptions {
  readonly source: TrackSource;
  readonly tracks: ReadonlyMap<TrackSource, MediaStreamTrack>;
  readonly streamOf: (source: TrackSource) => MediaStream;
}

/** Adds the section of a source to the next offer. */
export const addSection = (rtc: RTCPeerConnection, { source, tracks, streamOf }: SectionOptions): void => {
  rtc.addTransceiver(tracks.get(source) ?? kindOf(source), { direction: "sendrecv", streams: [streamOf(source)] });
};

/** Sources whose sections are in the first offer. Those of screens follow: they double the work of every description. */
export const firstSources = ["microphone", "camera"] as const satisfies readonly TrackSource[];

/** Makes a connection; that of an initiator has the first media sections. */
export const openRawConnection = (initiator: boolean, tracks: ReadonlyMap<TrackSource, MediaStreamTrack>): RawConnection => {
  const rtc = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
  const streamOf = createStreams();
  for (const source of initiator ? firstSources : []) addSection(rtc, { source, tracks, streamOf });
  const open = (lane: LaneName) => {
    const channel = rtc.createDataChannel(lane, { negotiated: true, ...laneChannels[lane] });
    channel.binaryType = "arraybuffer";
    return channel;
  };
  return { rtc, lanes: { control: open("control"), bulk: open("bulk"), live: open("live") } };
};

/**
 * One connection made ahead of its use, while there is time: it is ready when it is wanted, with its
 * certificate, and the first of a page with threads and codecs. It gathers nothing and tells nobody anything.
 */
export class SpareConnection implements Disposable {
  readonly #initiator: boolean;
  #spare: RawConnection | undefined;

  constructor({ initiator }: { readonly initiator: boolean }) {
    this.#initiator = initiator;
  }

  /** Makes the connection, unless it is there. */
  async prepare(tracks: ReadonlyMap<TrackSource, MediaStreamTrack> = new Map()): Promise<void> {
    if (this.#spare !== undefined) return;
    this.#spare = openRawConnection(this.#initiator, tracks);
    if (this.#initiator) await this.#spare.rtc.createOffer();
  }

  /** The connection, if there is one; the caller closes it. */
  take(): RawConnection | undefined {
    const spare = this.#spare;
    this.#spare = undefined;
    return spare;
  }

  [Symbol.dispose](): void {
    this.take()?.rtc.close();
  }
}
