import type { VideoFormat } from "../../stream/media-frame.ts";
import type { Depacketizer } from "../rtp/track-intake.ts";
import { createH264Depacketizer } from "./depacketizer.ts";
import { readSps } from "./read-sps.ts";

const isSame = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one !== undefined && one.length === other.length && one.every((byte, index) => byte === other[index]);

/**
 * H.264 from RTP, with the format that its parameter sets tell. No picture comes out before there is
 * one; `onFormat` is called before the first picture of each.
 */
export const createH264Track = (onFormat: (format: VideoFormat) => void): Depacketizer => {
  const stream = createH264Depacketizer();
  let sps: Uint8Array | undefined;
  let pps: Uint8Array | undefined;
  let told: { readonly sps: Uint8Array; readonly pps: Uint8Array } | undefined;
  const tell = (): void => {
    const facts = sps === undefined ? undefined : readSps(sps);
    if (sps === undefined || pps === undefined || facts === undefined) return;
    if (told !== undefined && isSame(told.sps, sps) && isSame(told.pps, pps)) return;
    told = { sps, pps };
    onFormat({ codec: "h264", width: facts.width, height: facts.height, sps, pps });
  };
  return {
    get needsKey() {
      return stream.needsKey || told === undefined;
    },
    push: (packet) =>
      stream.push(packet).flatMap(({ units, key, timestamp, ...sets }) => {
        // Copies: the network's buffer is not kept alive by a few bytes.
        sps = sets.sps?.slice() ?? sps;
        pps = sets.pps?.slice() ?? pps;
        if (key || told === undefined) tell();
        return units.length === 0 || told === undefined ? [] : [{ timestamp, key, parts: units }];
      }),
  };
};
