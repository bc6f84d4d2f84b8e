import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCreditedStream } from "./credited-stream.ts";

class FakeBitmap {
  isClosed = false;
  close(): void {
    this.isClosed = true;
  }
}

beforeEach(() => void vi.stubGlobal("ImageBitmap", FakeBitmap));
afterEach(() => void vi.unstubAllGlobals());

const setUp = () => {
  const sent: unknown[] = [];
  return {
    sent,
    stream: createCreditedStream((item) => void sent.push(item)),
    bitmaps: Array.from({ length: 40 }, () => new FakeBitmap()),
  };
};

describe("a stream with credits", () => {
  it("sends an item for each credit and wants no more than it can send", () => {
    const { sent, stream } = setUp();
    expect(stream.wanted()).toBe(false);
    stream.credit(2);
    for (const item of [1, 2, 3]) stream.push(item);
    expect(sent).toEqual([1, 2]);
    expect(stream.wanted()).toBe(false);
    stream.credit(1);
    expect(sent).toEqual([1, 2, 3]);
  });

  it("lets nobody save up credits without end", () => {
    const { sent, stream } = setUp();
    for (let count = 0; count < 100; count += 1) stream.credit(64);
    for (let item = 0; item < 200; item += 1) stream.push(item);
    expect(sent).toHaveLength(64);
  });

  it("closes pictures that became old, and those that come after the end", () => {
    const { stream, bitmaps, sent } = setUp();
    for (const bitmap of bitmaps) stream.push(bitmap);
    expect(bitmaps.filter(({ isClosed }) => isClosed)).toEqual(bitmaps.slice(0, 8));
    stream.close();
    stream.close();
    expect(bitmaps.every(({ isClosed }) => isClosed)).toBe(true);
    const late = new FakeBitmap();
    stream.push(late);
    stream.credit(5);
    expect([late.isClosed, sent]).toEqual([true, []]);
  });
});
