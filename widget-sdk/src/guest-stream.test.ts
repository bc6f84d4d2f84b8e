import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createGuestStream, discard, type StreamInlet } from "./guest-stream.ts";

/** A picture that counts who closed it; Node has none. */
class Picture {
  closed = 0;
  close(): void {
    this.closed += 1;
  }
}

describe("pictures of a stream", () => {
  beforeEach(() => {
    vi.stubGlobal("ImageBitmap", Picture);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("are closed when nobody took them, and left to whoever did", async () => {
    const inlets: StreamInlet[] = [];
    const said: string[] = [];
    const stream = createGuestStream<Picture>((inlet) => {
      inlets.push(inlet);
      return { credit: (count) => said.push(`credit ${String(count)}`), close: () => said.push("close") };
    });
    const [taken, untaken] = [new Picture(), new Picture()];
    const looped = (async () => {
      for await (const picture of stream) return picture;
      return undefined;
    })();
    inlets[0]?.push(taken);
    inlets[0]?.push(untaken);
    expect(await looped).toBe(taken);
    expect([taken.closed, untaken.closed]).toEqual([0, 1]);
    expect(said).toEqual(["credit 2", "close"]);
  });

  it("are closed when they come after the end, and nothing else is touched", () => {
    const late = new Picture();
    discard(late);
    discard({ close: () => expect.unreachable() });
    discard(undefined);
    expect(late.closed).toBe(1);
  });
});

describe("a stream", () => {
  it("that is left while it waits for an item closes at once", async () => {
    const said: string[] = [];
    const stream = createGuestStream<number>(() => ({ credit: () => {}, close: () => said.push("close") }));
    const items = stream[Symbol.asyncIterator]();
    const next = items.next();
    await items.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(said).toEqual(["close"]);
  });
});
