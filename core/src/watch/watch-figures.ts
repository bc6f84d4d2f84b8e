/** How a broadcast arrives, from `RTCPeerConnection.getStats()` (W3C webrtc-stats). */
export interface WatchFigures {
  /** How long pictures and sound are on their way from the gateway to the screen, in milliseconds. */
  readonly behindMs: number | undefined;
  readonly kbps: number;
  readonly fps: number | undefined;
  /** Share of packets lost since the last figures, 0 to 1. */
  readonly loss: number;
  /** How long nothing at all has arrived. */
  readonly silentMs: number;
}

/** Counters of one report, kept to take the next difference. */
export interface WatchCounters {
  readonly atMs: number;
  readonly bytes: number;
  readonly packets: number;
  readonly lost: number;
  readonly bufferedSeconds: number;
  readonly emitted: number;
  /** When bytes arrived last. */
  readonly heardAtMs: number;
}

/** The members of stats entries that are read here; every one may be missing. */
interface StatsEntry {
  readonly type: string;
  readonly kind?: string;
  readonly timestamp: number;
  readonly bytesReceived?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly jitterBufferDelay?: number;
  readonly jitterBufferEmittedCount?: number;
  readonly framesPerSecond?: number;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly currentRoundTripTime?: number;
}

const sum = (entries: readonly StatsEntry[], of: (entry: StatsEntry) => number | undefined): number =>
  entries.reduce((before, entry) => before + (of(entry) ?? 0), 0);

/** Makes figures of a report; the counters go into the next call. */
export const digestWatch = (
  report: Iterable<readonly [string, StatsEntry]>,
  before: WatchCounters | undefined,
  nowMs: number,
): { readonly figures: WatchFigures; readonly counters: WatchCounters } => {
  const all = [...new Map(report).values()];
  const inbound = all.filter(({ type }) => type === "inbound-rtp");
  const video = inbound.find(({ kind }) => kind === "video");
  const delayed = video ?? inbound[0];
  const pair = all.find(({ type, nominated, state }) => type === "candidate-pair" && nominated === true && state === "succeeded");
  const bytes = sum(inbound, ({ bytesReceived }) => bytesReceived);
  const counters: WatchCounters = {
    atMs: nowMs,
    bytes,
    packets: sum(inbound, ({ packetsReceived }) => packetsReceived),
    lost: sum(inbound, ({ packetsLost }) => packetsLost),
    bufferedSeconds: delayed?.jitterBufferDelay ?? 0,
    emitted: delayed?.jitterBufferEmittedCount ?? 0,
    heardAtMs: before === undefined || bytes > before.bytes ? nowMs : before.heardAtMs,
  };
  const since = (of: (one: WatchCounters) => number): number => Math.max(of(counters) - (before === undefined ? 0 : of(before)), 0);
  const emitted = since((one) => one.emitted);
  const lost = since((one) => one.lost);
  const passed = before === undefined ? 0 : nowMs - before.atMs;
  const figures: WatchFigures = {
    behindMs:
      emitted === 0
        ? undefined
        : Math.round((since((one) => one.bufferedSeconds) / emitted) * 1_000 + ((pair?.currentRoundTripTime ?? 0) * 1_000) / 2),
    kbps: passed <= 0 ? 0 : Math.round((since((one) => one.bytes) * 8) / passed),
    fps: video?.framesPerSecond,
    loss: lost === 0 ? 0 : lost / (lost + since((one) => one.packets)),
    silentMs: nowMs - counters.heardAtMs,
  };
  return { figures, counters };
};
