import { describe, expect, it } from "vitest";
import type { VideoFormat } from "../../stream/media-frame.ts";
import { createH264Depacketizer } from "./depacketizer.ts";
import { packetizeH264 } from "./packetize.ts";

const [sps, pps] = [Uint8Array.of(0x67, 66, 0, 31, 1), Uint8Array.of(0x68, 2)];
const format: VideoFormat = { codec: "h264", width: 2, height: 2, sps, pps };
const unit = (head: number, length: number) => Uint8Array.from({ length }, (_, index) => (index === 0 ? head : index & 255));

describe("pictures in packets", () => {
  it("come out as they went in, whatever their size", () => {
    for (const length of [2, 1_199, 1_200, 1_201, 2_397, 50_000]) {
      const depacketizer = createH264Depacketizer();
      const units = [unit(0x65, length), unit(0x65, 3)];
      const payloads = packetizeH264(units, format, { key: true, mostBytes: 1_200 });
      for (const payload of payloads) expect(payload.length).toBeLessThanOrEqual(1_200);
      const [picture] = payloads.flatMap((payload, index) =>
        depacketizer.push({ payload, timestamp: 9, marker: index === payloads.length - 1, lost: 0 }),
      );
      expect(picture).toEqual({ timestamp: 9, key: true, units, sps, pps });
    }
  });

  it("bring no parameter sets when they are no key pictures", () => {
    expect(packetizeH264([unit(0x41, 10)], format, { key: false, mostBytes: 1_200 })).toHaveLength(1);
  });
});
