/** How a broadcast goes out, digested once a second from `getStats()` (W3C webrtc-stats). */
export interface PublishStats {
  readonly kbps: number;
  /** Pictures a second as they are sent; undefined for sound alone. */
  readonly fps: number | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** Such as `H264`. */
  readonly codec: string | undefined;
  readonly rttMs: number | undefined;
  /** Share of packets that did not arrive, 0 to 1, as the receiver says. */
  readonly loss: number;
  /** What holds the picture back. */
  readonly limitation: "none" | "cpu" | "bandwidth" | "other";
}

/** Counters of one report, kept to take the next difference. */
export interface PublishCounters {
  readonly timestampMs: number;
  readonly bytes: number;
}

/** The members of stats entries that are read here; every one may be missing. */
interface StatsEntry {
  readonly type: string;
  readonly timestamp: number;
  readonly kind?: string;
  readonly bytesSent?: number;
  readonly headerBytesSent?: number;
  readonly framesPerSecond?: number;
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly qualityLimitationReason?: string;
  readonly codecId?: string;
  readonly mimeType?: string;
  readonly fractionLost?: number;
  readonly roundTripTime?: number;
}

const limitationOf = (reason: string | undefined): PublishStats["limitation"] =>
  reason === "cpu" || reason === "bandwidth" || reason === "other" ? reason : "none";

/** Makes a digest of a report; the counters go into the next call. */
export const digestPublishStats = (
  report: Iterable<readonly [string, StatsEntry]>,
  before: PublishCounters | undefined,
): { readonly stats: PublishStats; readonly counters: PublishCounters } => {
  const entries = new Map(report);
  const all = [...entries.values()];
  const sent = all.filter(({ type }) => type === "outbound-rtp");
  const heard = all.filter(({ type }) => type === "remote-inbound-rtp");
  const video = sent.find(({ kind }) => kind === "video");
  const counters = {
    timestampMs: Math.max(0, ...sent.map(({ timestamp }) => timestamp)),
    bytes: sent.reduce((sum, { bytesSent = 0, headerBytesSent = 0 }) => sum + bytesSent + headerBytesSent, 0),
  };
  const elapsedMs = before === undefined ? 0 : counters.timestampMs - before.timestampMs;
  const rtts = heard.flatMap(({ roundTripTime }) => roundTripTime ?? []);
  const stats: PublishStats = {
    kbps: before === undefined || elapsedMs <= 0 ? 0 : Math.round((Math.max(0, counters.bytes - before.bytes) * 8) / elapsedMs),
    // Browsers leave the rate out while nothing is sent at all.
    fps: video && (video.framesPerSecond ?? 0),
    width: video?.frameWidth,
    height: video?.frameHeight,
    codec: entries.get(video?.codecId ?? "")?.mimeType?.replace(/^\w+\//, ""),
    rttMs: rtts.length === 0 ? undefined : Math.round(Math.max(...rtts) * 1_000),
    loss: Math.min(1, Math.max(0, ...heard.map(({ fractionLost = 0 }) => fractionLost))),
    limitation: limitationOf(video?.qualityLimitationReason),
  };
  return { stats, counters };
};
