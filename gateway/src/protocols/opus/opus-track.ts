import type { Depacketizer } from "../rtp/track-intake.ts";

/** RTP ticks of Opus, whatever it samples (RFC 7587 §4.1). */
export const opusClockRate = 48_000;

/** Twenty milliseconds of nothing: one CELT frame, full band, mono (RFC 6716 §3.1). */
export const opusSilence = Uint8Array.of(0xf8, 0xff, 0xfe);

/** Length of an Opus packet in microseconds, from its first bytes (RFC 6716 §3.1, §3.2); 0 for none. */
export const opusDurationUs = (packet: Uint8Array): number => {
  const [toc, second = 0] = packet;
  if (toc === undefined) return 0;
  const config = toc >> 3;
  const frameUs =
    config < 12 ? ([10_000, 20_000, 40_000, 60_000][config & 3] ?? 0) : config < 16 ? 10_000 << (config & 1) : 2_500 << (config & 3);
  const code = toc & 3;
  const frames = code === 0 ? 1 : code === 3 ? second & 63 : 2;
  return frameUs * frames;
};

/** Opus from RTP: each packet is a frame (RFC 7587 §4.2). */
export const createOpusTrack = (): Depacketizer => ({
  needsKey: false,
  push: ({ payload, timestamp }) => (payload.length === 0 ? [] : [{ timestamp, key: true, parts: [payload] }]),
});
