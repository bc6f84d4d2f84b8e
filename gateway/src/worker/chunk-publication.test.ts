import { expect, it } from "vitest";
import type { PublishedKinds } from "../stream/live-stream.ts";
import type { VideoFormat } from "../stream/media-frame.ts";
import { createChunkPublication } from "./chunk-publication.ts";

const element = (id: readonly number[], body: Uint8Array): Buffer => {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(body.length));
  size[0] = 0x01;
  return Buffer.concat([Buffer.from(id), size, body]);
};
const head = element([0x1a, 0x45, 0xdf, 0xa3], Buffer.alloc(0));
const segment = Buffer.from([0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
const track = (number: number): Buffer =>
  element(
    [0xae],
    Buffer.concat([element([0xd7], Buffer.of(number)), element([0x83], Buffer.of(1)), element([0x86], Buffer.from("V_VP8"))]),
  );
const tracks = (count: number): Buffer =>
  element([0x16, 0x54, 0xae, 0x6b], Buffer.concat(Array.from({ length: count }, (_, index) => track(index + 1))));

const open = () => {
  let nowMs = 0;
  const heard = { begun: [] as PublishedKinds[], formats: [] as VideoFormat[] };
  const live = {
    begin(kinds: PublishedKinds) {
      heard.begun.push(kinds);
      const onVideoFormat = (format: VideoFormat): void => void heard.formats.push(format);
      return { onVideoFormat, onAudioFormat: () => undefined, onFrame: () => undefined, end: () => undefined };
    },
  };
  return { heard, publication: createChunkPublication(live, () => nowMs), pass: (ms: number) => void (nowMs += ms) };
};

it("takes one track of a kind, however many are announced", () => {
  const { publication, heard } = open();
  expect(publication.push(Buffer.concat([head, segment, tracks(100)]))).toBe(true);
  expect(heard.formats).toHaveLength(1);
});

it("lets a recorder begin anew now and then, and not all the time: each beginning starts encoders", () => {
  const { publication, heard, pass } = open();
  for (let begun = 0; begun < 10; begun += 1) {
    expect(publication.push(Buffer.concat([head, segment, tracks(1)]))).toBe(true);
    pass(2_000);
  }
  expect(publication.push(Buffer.concat([head, segment, ...Array.from({ length: 1_000 }, () => tracks(1))]))).toBe(false);
  expect(heard.begun.length).toBeLessThan(20);
});
