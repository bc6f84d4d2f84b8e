import { numberOf, ofType, type Report } from "./entry.ts";
import { pairRttMs, pathOf, type Path } from "./path.ts";
import { inboundStream, outboundStream, type StreamDigest } from "./stream-digest.ts";

/** One direction of a link over the last second. */
export interface DirectionDigest {
  readonly kbps: number | undefined;
  /** Of the stream that fares worst: an average would hide it. */
  readonly lossPercent: number | undefined;
  /** Of the video with the most pictures. */
  readonly fps: number | undefined;
}

/** One link over the last second; what is not known is absent. */
export interface LinkDigest {
  /** When it was measured, milliseconds since 1970. */
  readonly at: number;
  readonly rttMs: number | undefined;
  readonly path: Path | undefined;
  readonly inbound: DirectionDigest;
  readonly outbound: DirectionDigest;
  readonly streams: readonly StreamDigest[];
}

const known = (values: readonly (number | undefined)[]): readonly number[] => values.filter((value) => value !== undefined);
const largest = (values: readonly (number | undefined)[]): number | undefined => {
  const numbers = known(values);
  return numbers.length === 0 ? undefined : Math.max(...numbers);
};

const direction = (streams: readonly StreamDigest[], which: "in" | "out"): DirectionDigest => {
  const own = streams.filter((stream) => stream.direction === which);
  const rates = known(own.map(({ kbps }) => kbps));
  return {
    kbps: rates.length === 0 ? undefined : rates.reduce((sum, rate) => sum + rate, 0),
    lossPercent: largest(own.map(({ lossPercent }) => lossPercent)),
    fps: largest(own.map(({ fps }) => fps)),
  };
};

const measuredAt = (report: Report): number | undefined => largest(report.map((entry) => numberOf(entry, "timestamp")));

const largestRtt = (streams: readonly StreamDigest[]) => largest(streams.map(({ rttMs }) => rttMs));

/**
 * Makes figures of a second out of the counters of two reports of one link: rates and shares where both
 * know a counter, absent where one does not, a counter began anew or a stream is new.
 */
export const digest = (previous: Report | undefined, now: Report): LinkDigest => {
  const streams = [
    ...ofType(now, "inbound-rtp").map((entry) => inboundStream(previous, now, entry)),
    ...ofType(now, "outbound-rtp").map((entry) => outboundStream(previous, now, entry)),
  ].filter((stream) => stream !== undefined);
  return {
    at: measuredAt(now) ?? 0,
    rttMs: pairRttMs(now) ?? largestRtt(streams),
    path: pathOf(now),
    inbound: direction(streams, "in"),
    outbound: direction(streams, "out"),
    streams,
  };
};
