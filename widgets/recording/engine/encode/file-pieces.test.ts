import { expect, it } from "vitest";
import { createFilePieces } from "./file-pieces.ts";
import type { Block } from "./matroska-writer.ts";
import { opusHead } from "./sound-encoder.ts";

const sound: Block = { of: "sound", atUs: 0, isKey: true, data: new Uint8Array([1]) };
const soundHead = { channels: 2, sampleRate: 48_000, setUp: opusHead(2, 48_000) };

it("a file begins when its picture and its sound have begun", () => {
  const pieces = createFilePieces({ picture: true, sound: true });
  pieces.setHead({ sound: soundHead });
  pieces.add(sound);
  expect(pieces.cut(1_000_000, false)).toBeUndefined();
  pieces.setHead({ picture: { codec: "vp8", width: 2, height: 2, setUp: undefined } });
  expect(pieces.cut(1_000_000, false)?.length).toBeGreaterThan(100);
  expect(pieces.cut(1_250_000, false)).toBeUndefined();
});

it("sound is kept where no picture ever comes", () => {
  const pieces = createFilePieces({ picture: true, sound: true });
  pieces.setHead({ sound: soundHead });
  pieces.add(sound);
  expect(pieces.cut(6_000_000, false)).toBeDefined();
});

it("a short one is kept as well", () => {
  const pieces = createFilePieces({ picture: true, sound: true });
  pieces.setHead({ sound: soundHead });
  pieces.add(sound);
  expect(pieces.cut(300_000, true)).toBeDefined();
});
