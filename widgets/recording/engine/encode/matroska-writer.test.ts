import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input } from "mediabunny";
import { describe, expect, it } from "vitest";
import { createMatroskaWriter, type Block, type FileHead } from "./matroska-writer.ts";
import { opusHead } from "./sound-encoder.ts";

const head: FileHead = {
  picture: { codec: "vp8", width: 1280, height: 720, setUp: undefined },
  sound: { channels: 2, sampleRate: 48_000, setUp: opusHead(2, 48_000) },
};
const sound = (atMs: number): Block => ({ of: "sound", atUs: atMs * 1_000, isKey: true, data: new Uint8Array([0xfc, 1, 2]) });
const picture = (atMs: number, isKey = false): Block => ({ of: "picture", atUs: atMs * 1_000, isKey, data: new Uint8Array([9, 9]) });

const timesOf = async (bytes: readonly Uint8Array<ArrayBuffer>[]) => {
  using input = new Input({ source: new BlobSource(new Blob([...bytes])), formats: ALL_FORMATS });
  const times: Record<string, number[]> = {};
  for (const track of await input.getTracks()) {
    const at: number[] = (times[track.type] = []);
    for await (const packet of new EncodedPacketSink(track).packets()) at.push(Math.round(packet.timestamp * 1_000));
  }
  return times;
};

describe("a file that grows", () => {
  it("has its sound without waiting for pictures, which may come late", async () => {
    const write = createMatroskaWriter(head);
    const parts = [
      write([sound(0), sound(20), picture(0, true)]),
      write([sound(40), sound(60)]),
      write([sound(1_000), picture(50), picture(90)]),
    ];
    expect(await timesOf(parts)).toEqual({ video: [0, 50, 90], audio: [0, 20, 40, 60, 1_000] });
  });

  it("holds what lies minutes apart, as after a machine has slept, and the sound that makes up for it later", async () => {
    const write = createMatroskaWriter(head);
    const parts = [
      write([picture(0, true), sound(0)]),
      write([picture(40), picture(600_000, true), sound(20)]),
      write([picture(600_040), sound(5_020)]),
    ];
    expect(await timesOf(parts)).toEqual({ video: [0, 40, 600_000, 600_040], audio: [0, 20, 5_020] });
  });

  it("goes on for longer than four thousand million microseconds", async () => {
    const write = createMatroskaWriter(head);
    expect(await timesOf([write([picture(0, true), sound(0)]), write([picture(7_200_000), sound(7_200_020)])])).toEqual({
      video: [0, 7_200_000],
      audio: [0, 7_200_020],
    });
  });

  it("can be read up to its last whole piece", async () => {
    const write = createMatroskaWriter(head);
    const [first, second] = [write([picture(0, true), sound(0)]), write([sound(20), sound(40)])];
    expect(await timesOf([first, second.subarray(0, second.length - 2)])).toEqual({ video: [0], audio: [0] });
  });

  it("says what its picture and sound are", async () => {
    const write = createMatroskaWriter(head);
    using input = new Input({ source: new BlobSource(new Blob([write([sound(0), picture(0, true)])])), formats: ALL_FORMATS });
    const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
    expect([await video?.getCodec(), await audio?.getCodec()]).toEqual(["vp8", "opus"]);
  });
});
