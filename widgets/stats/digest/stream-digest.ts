import { byId, growth, numberOf, perSecond, textOf, type Report, type StatsEntry } from "./entry.ts";

/** One RTP stream over the last second; what is not known is absent. */
export interface StreamDigest {
  /** The id of its entry: the same as long as the stream lasts. */
  readonly id: string;
  readonly direction: "in" | "out";
  readonly kind: "audio" | "video";
  readonly kbps: number | undefined;
  readonly lossPercent: number | undefined;
  readonly rttMs: number | undefined;
  readonly jitterMs: number | undefined;
  readonly fps: number | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly codec: string | undefined;
  /** Why the encoder sends less than it could: cpu, bandwidth or other. */
  readonly limitation: string | undefined;
  /** Pictures that froze in this second, and since the stream began. */
  readonly freezes: number | undefined;
  readonly freezesTotal: number | undefined;
  /** Share of the sound that was made up for packets which came too late. */
  readonly concealedPercent: number | undefined;
  /** Requests for packets and for whole pictures since the stream began: by us for what comes in, to us for what goes out. */
  readonly nackCount: number | undefined;
  readonly pliCount: number | undefined;
}

const kindOf = (entry: StatsEntry): "audio" | "video" | undefined => {
  const kind = entry["kind"] ?? entry["mediaType"];
  return kind === "audio" || kind === "video" ? kind : undefined;
};

const toKbps = (bytesPerSecond: number | undefined) => (bytesPerSecond === undefined ? undefined : (bytesPerSecond * 8) / 1000);
const toMs = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000);
const percent = (part: number, whole: number) => (whole <= 0 ? undefined : Math.min(100, Math.max(0, (part / whole) * 100)));

const codecOf = (report: Report, entry: StatsEntry): string | undefined => {
  const type = textOf(byId(report, textOf(entry, "codecId")), "mimeType");
  return type?.slice(type.indexOf("/") + 1);
};

/** What both directions have. */
const shared = (report: Report, entry: StatsEntry) => ({
  id: textOf(entry, "id") ?? "",
  width: numberOf(entry, "frameWidth"),
  height: numberOf(entry, "frameHeight"),
  codec: codecOf(report, entry),
  nackCount: numberOf(entry, "nackCount"),
  pliCount: numberOf(entry, "pliCount"),
});

const lossIn = (before: StatsEntry | undefined, entry: StatsEntry): number | undefined => {
  const received = growth(before, entry, "packetsReceived");
  const [first, second] = [numberOf(before, "packetsLost"), numberOf(entry, "packetsLost")];
  if (received === undefined || first === undefined || second === undefined) return undefined;
  // RFC 3550 6.4.1: it falls when packets that were counted as lost arrive after all.
  const lost = Math.max(0, second - first);
  return percent(lost, lost + received);
};

const concealed = (before: StatsEntry | undefined, entry: StatsEntry): number | undefined => {
  const samples = growth(before, entry, "totalSamplesReceived");
  const madeUp = growth(before, entry, "concealedSamples");
  if (samples === undefined || madeUp === undefined) return undefined;
  // Silence is made up as well while nobody speaks; it is no gap that anybody hears.
  return percent(madeUp - (growth(before, entry, "silentConcealedSamples") ?? 0), samples);
};

/** Digests one `inbound-rtp` entry. */
export const inboundStream = (previous: Report | undefined, report: Report, entry: StatsEntry): StreamDigest | undefined => {
  const kind = kindOf(entry);
  if (kind === undefined) return undefined;
  const before = byId(previous, textOf(entry, "id"));
  return {
    ...shared(report, entry),
    direction: "in",
    kind,
    kbps: toKbps(perSecond(before, entry, "bytesReceived")),
    lossPercent: lossIn(before, entry),
    rttMs: undefined,
    jitterMs: toMs(numberOf(entry, "jitter")),
    fps: kind === "audio" ? undefined : (numberOf(entry, "framesPerSecond") ?? perSecond(before, entry, "framesDecoded")),
    limitation: undefined,
    freezes: growth(before, entry, "freezeCount"),
    freezesTotal: numberOf(entry, "freezeCount"),
    concealedPercent: kind === "audio" ? concealed(before, entry) : undefined,
  };
};

/** Digests one `outbound-rtp` entry with what its receiver reported of it (RTCP, `remote-inbound-rtp`). */
export const outboundStream = (previous: Report | undefined, report: Report, entry: StatsEntry): StreamDigest | undefined => {
  const kind = kindOf(entry);
  if (kind === undefined) return undefined;
  const id = textOf(entry, "id");
  const before = byId(previous, id);
  const remote =
    byId(report, textOf(entry, "remoteId")) ?? report.find((other) => other["type"] === "remote-inbound-rtp" && other["localId"] === id);
  // The last receiver report stays in the statistics after sending has ended; it says nothing of now.
  const isSending = growth(before, entry, "packetsSent") !== 0;
  const lost = isSending ? numberOf(remote, "fractionLost") : undefined;
  const limitation = textOf(entry, "qualityLimitationReason");
  return {
    ...shared(report, entry),
    direction: "out",
    kind,
    kbps: toKbps(perSecond(before, entry, "bytesSent")),
    lossPercent: lost === undefined ? undefined : percent(lost, 1),
    rttMs: toMs(numberOf(remote, "roundTripTime")),
    jitterMs: toMs(numberOf(remote, "jitter")),
    fps: kind === "audio" ? undefined : (numberOf(entry, "framesPerSecond") ?? perSecond(before, entry, "framesSent")),
    limitation: limitation === "none" || !isSending ? undefined : limitation,
    freezes: undefined,
    freezesTotal: undefined,
    concealedPercent: undefined,
  };
};
