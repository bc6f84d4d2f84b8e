/** Statistics of one link, a digest of `RTCPeerConnection.getStats()` (W3C webrtc-stats). */
export interface LinkStats {
  /** Round trip in milliseconds, of the nominated candidate pair. */
  readonly rttMs: number | undefined;
  /** Share of packets lost on the way here since the last digest, 0 to 1. */
  readonly lossIn: number;
  readonly kbpsIn: number;
  readonly kbpsOut: number;
  /** Frames a second of the received camera picture. */
  readonly fpsIn: number | undefined;
  /** How packets travel: directly, or through a TURN relay and over which protocol to it. */
  readonly path: "direct" | "relay-udp" | "relay-tcp" | "relay-tls" | undefined;
  /** One judgement from loss and round trip. */
  readonly quality: "good" | "fair" | "poor";
}

/** Counters of one report, kept to take the next difference. */
export interface StatsCounters {
  readonly timestampMs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly packetsIn: number;
  readonly packetsLost: number;
}

/** The members of stats entries that are read here; every one may be missing. */
interface StatsEntry {
  readonly id: string;
  readonly type: string;
  readonly timestamp: number;
  readonly kind?: string;
  readonly selectedCandidatePairId?: string;
  readonly currentRoundTripTime?: number;
  readonly localCandidateId?: string;
  readonly bytesReceived?: number;
  readonly bytesSent?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly framesPerSecond?: number;
  readonly candidateType?: string;
  readonly relayProtocol?: string;
}

/** Makes a digest of a report; the counters go into the next call. */
export const digestStats = (
  report: Iterable<readonly [string, StatsEntry]>,
  before: StatsCounters | undefined,
): { stats: LinkStats; counters: StatsCounters } => {
  const entries = new Map(report);
  const all = [...entries.values()];
  const transport = all.find(({ type }) => type === "transport");
  const pair = entries.get(transport?.selectedCandidatePairId ?? "");
  const inbound = all.filter(({ type }) => type === "inbound-rtp");
  const counters: StatsCounters = {
    timestampMs: transport?.timestamp ?? 0,
    bytesIn: transport?.bytesReceived ?? 0,
    bytesOut: transport?.bytesSent ?? 0,
    packetsIn: sum(inbound, ({ packetsReceived }) => packetsReceived),
    packetsLost: sum(inbound, ({ packetsLost }) => packetsLost),
  };
  const rttMs = pair?.currentRoundTripTime === undefined ? undefined : pair.currentRoundTripTime * 1_000;
  const rates = before === undefined ? { lossIn: 0, kbpsIn: 0, kbpsOut: 0 } : ratesBetween(before, counters);
  const fpsIn = inbound.find(({ kind, framesPerSecond }) => kind === "video" && framesPerSecond !== undefined)?.framesPerSecond;
  const path = pathOf(entries.get(pair?.localCandidateId ?? ""));
  return { stats: { rttMs, ...rates, fpsIn, path, quality: judge(rates.lossIn, rttMs) }, counters };
};

const ratesBetween = (before: StatsCounters, now: StatsCounters) => {
  const elapsedMs = Math.max(1, now.timestampMs - before.timestampMs);
  const lost = Math.max(0, now.packetsLost - before.packetsLost);
  const arrived = Math.max(0, now.packetsIn - before.packetsIn);
  return {
    lossIn: lost + arrived === 0 ? 0 : lost / (lost + arrived),
    kbpsIn: Math.max(0, ((now.bytesIn - before.bytesIn) * 8) / elapsedMs),
    kbpsOut: Math.max(0, ((now.bytesOut - before.bytesOut) * 8) / elapsedMs),
  };
};

const pathOf = (candidate: StatsEntry | undefined): LinkStats["path"] => {
  if (candidate === undefined) return undefined;
  if (candidate.candidateType !== "relay") return "direct";
  return candidate.relayProtocol === "tcp" ? "relay-tcp" : candidate.relayProtocol === "tls" ? "relay-tls" : "relay-udp";
};

const judge = (loss: number, rttMs: number | undefined): LinkStats["quality"] => {
  if (loss > 0.08 || (rttMs ?? 0) > 600) return "poor";
  return loss > 0.02 || (rttMs ?? 0) > 250 ? "fair" : "good";
};

const sum = (entries: readonly StatsEntry[], read: (entry: StatsEntry) => number | undefined): number =>
  entries.reduce((total, entry) => total + (read(entry) ?? 0), 0);
