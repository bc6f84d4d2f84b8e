import { describe, expect, it, vi } from "vitest";
import { fileLimits, type FileAsk, type FileGive, type TfxError } from "@tfx/protocol";
import type { LinkState } from "../link/peer-link.ts";
import { digestOfAll, sha256Of } from "./blocks.ts";
import { FileFetch } from "./file-fetch.ts";

const { blockBytes, windowBlocks } = fileLimits;
const run = "r".repeat(22);

const setUp = (size: number) => {
  const asked: FileAsk[] = [];
  const ends: (TfxError | undefined)[] = [];
  const states: string[] = [];
  const world: { link: LinkState | undefined } = { link: "connected" };
  let written = 0;
  const fetch = new FileFetch({
    file: { id: "f".repeat(22), size },
    run,
    sink: { write: async (bytes) => void (written += bytes.length), close: async () => undefined, abort: async () => undefined },
    ask: (message) => void asked.push(message),
    link: () => world.link,
    onProgress: ({ state }) => void states.push(state),
    onEnd: (error) => void ends.push(error),
    nowMs: () => 0,
  });
  const until = (what: () => void) => vi.waitFor(what);
  const tick = (times: number): void => {
    for (let count = 0; count < times; count += 1) fetch.tick();
  };
  const opened = (): Promise<void> => until(() => expect(asked.at(-1)?.op).toBe("open"));
  return { fetch, asked, ends, states, world, until, tick, opened, written: () => written };
};

const blockOf = async (index: number, change: Partial<Extract<FileGive, { op: "block" }>> = {}): Promise<FileGive> => {
  const bytes = new Uint8Array(blockBytes).fill(index);
  return { op: "block", run, attempt: 1, index, bytes, sha256: await sha256Of(bytes), ...change };
};

const seconds = 4;

describe("a fetch from somebody who", () => {
  it.each<[string, () => Promise<FileGive>]>([
    ["sends a block that is too short", () => blockOf(0, { bytes: new Uint8Array(7) })],
    ["says a digest that does not hold", () => blockOf(0, { sha256: new Uint8Array(32) })],
    ["changes a byte", () => blockOf(0, { bytes: new Uint8Array(blockBytes).fill(9) })],
    ["answers what was not asked", () => blockOf(0, { attempt: 2 })],
  ])("%s fails, and nothing of it counts", async (_who, message) => {
    const { fetch, ends, until, opened } = setUp(3 * blockBytes);
    await opened();
    fetch.handle(await message());
    await until(() => expect(ends).toHaveLength(1));
    expect(ends[0]?.code).toBe("file/changed");
  });

  it.each<[string, () => Promise<FileGive>]>([
    ["leaves a block out", () => blockOf(1)],
    ["ends too early", async () => ({ op: "end", run, attempt: 1, sha256: new Uint8Array(32) })],
  ])("%s is asked again at the next tick", async (_who, message) => {
    const { fetch, asked, until, tick, opened } = setUp(3 * blockBytes);
    await opened();
    fetch.handle(await message());
    tick(1);
    await until(() => expect(asked.at(-1)).toMatchObject({ op: "open", attempt: 2, at: 0, upTo: 3 }));
  });

  it("sends more than was allowed fails", async () => {
    const { fetch, ends, until, opened } = setUp(100 * blockBytes);
    await opened();
    const blocks = await Promise.all(Array.from({ length: windowBlocks + 1 }, (_, index) => blockOf(index)));
    for (const block of blocks) fetch.handle(block);
    await until(() => expect(ends[0]?.code).toBe("file/changed"));
  });

  it("sends another whole than its blocks fails", async () => {
    const { fetch, ends, until, opened } = setUp(blockBytes);
    await opened();
    fetch.handle(await blockOf(0));
    fetch.handle({ op: "end", run, attempt: 1, sha256: await digestOfAll([]) });
    await until(() => expect(ends[0]?.code).toBe("file/changed"));
  });

  it("falls silent over a working link is asked again, from what is written", async () => {
    const { fetch, asked, until, tick, opened, states, ends, written } = setUp(3 * blockBytes);
    await opened();
    fetch.handle(await blockOf(0));
    await until(() => expect(states.at(-1)).toBe("running"));
    await until(() => expect(written()).toBe(blockBytes));
    tick(6 * seconds);
    await until(() => expect(asked.at(-1)).toMatchObject({ op: "open", attempt: 2, at: 1 }));
    fetch.handle(await blockOf(1));
    fetch.handle(await blockOf(1, { attempt: 2 }));
    fetch.handle(await blockOf(2, { attempt: 2 }));
    const digests = await Promise.all([0, 1, 2].map(async (value) => sha256Of(new Uint8Array(blockBytes).fill(value))));
    fetch.handle({ op: "end", run, attempt: 2, sha256: await digestOfAll(digests) });
    await until(() => expect(ends).toEqual([undefined]));
    expect(asked.at(-1)).toEqual({ op: "close", run, whole: true });
  });

  it("has too much to do is asked again soon, and as often as it takes", async () => {
    const { fetch, asked, until, tick, opened, ends } = setUp(blockBytes);
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      await until(() => expect(asked.at(-1)).toMatchObject({ op: "open", attempt }));
      fetch.handle({ op: "refuse", run, attempt, why: "busy" });
      tick(2 * seconds);
    }
    await opened();
    expect(ends).toEqual([]);
  });

  it("never answers is given up", async () => {
    const { until, tick, opened, ends } = setUp(blockBytes);
    await opened();
    for (let attempt = 0; attempt < 14 && ends.length === 0; attempt += 1) {
      tick(6 * seconds);
      await new Promise((resolve) => void setImmediate(resolve));
    }
    await until(() => expect(ends[0]?.code).toBe("file/gone"));
  });

  it("cannot be reached is waited for, however long it takes", async () => {
    const { until, tick, opened, ends, states, world, asked } = setUp(blockBytes);
    await opened();
    world.link = "interrupted";
    tick(600 * seconds);
    expect(states.at(-1)).toBe("paused");
    world.link = "connected";
    tick(1);
    expect(states.at(-1)).toBe("waiting");
    expect(asked).toHaveLength(1);
    world.link = undefined;
    tick(1);
    await until(() => expect(ends[0]?.code).toBe("file/gone"));
  });
});
