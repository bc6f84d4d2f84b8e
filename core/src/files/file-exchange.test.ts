import { afterEach, describe, expect, it, vi } from "vitest";
import { fileLimits, TfxError, type FileAsk } from "@tfx/protocol";
import { fileTopics, maxFileMessageBytes } from "@tfx/protocol";
import type { FetchProgress, SharedFile } from "@tfx/protocol/widgets";
import { createFileNetwork, type FileNetwork } from "../testing/file-network.ts";
import { openFileExchange, type FileExchange } from "./file-exchange.ts";
import type { FileSink } from "./file-ports.ts";

const { blockBytes, windowBlocks, maxShared } = fileLimits;
const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** Bytes of which no two blocks are alike. */
const bytesOf = (size: number): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 1_024) bytes.fill((at >> 10) % 251, at, at + 1_024);
  return bytes;
};

const createSink = (slow: (written: number) => Promise<void> = async () => undefined) => {
  const pieces: Uint8Array[] = [];
  const ends: string[] = [];
  const sink: FileSink = {
    write: async (bytes) => {
      await slow(pieces.length);
      pieces.push(bytes.slice());
    },
    close: async () => void ends.push("closed"),
    abort: async () => void ends.push("aborted"),
  };
  return { sink, ends, pieces, whole: () => Buffer.concat(pieces) };
};

const setUp = (): FileNetwork & { readonly giver: FileExchange; readonly taker: FileExchange } => {
  const network = createFileNetwork();
  const [giver, taker] = [openFileExchange(network.ada.room), openFileExchange(network.bo.room)];
  cleanUps.push(() => {
    giver[Symbol.dispose]();
    taker[Symbol.dispose]();
    network.close();
  });
  return { ...network, giver, taker };
};

const fetchFrom = ({ ada, taker }: ReturnType<typeof setUp>, file: Pick<SharedFile, "id" | "size">, to = createSink()) => {
  const steps: FetchProgress[] = [];
  const cancel = new AbortController();
  const done = taker.fetch(
    { ...file, from: ada.id },
    { sink: to.sink, signal: cancel.signal, onProgress: (progress) => void steps.push(progress) },
  );
  // Tests that expect a failure look at it later.
  done.catch(() => undefined);
  return { ...to, steps, cancel, done, states: () => [...new Set(steps.map(({ state }) => state))] };
};

describe("files between two people", () => {
  it.each([0, 1, blockBytes, blockBytes + 1, 3 * blockBytes - 1, (windowBlocks + 5) * blockBytes + 7])(
    "arrive whole at %i bytes",
    async (size) => {
      const both = setUp();
      const bytes = bytesOf(size);
      const file = both.giver.share(new Blob([bytes], { type: "text/plain" }), { name: "../a\u202e.txt" });
      expect(file).toMatchObject({ name: "a.txt", type: "text/plain", size });
      const { done, whole, ends, steps } = fetchFrom(both, file);
      await done;
      expect(whole().equals(bytes)).toBe(true);
      expect(ends).toEqual(["closed"]);
      expect(steps.at(-1)).toMatchObject({ state: "done", bytes: size });
      await vi.waitFor(() => expect(both.giver.sending.value).toEqual([{ id: file.id, to: both.bo.id, bytes: size, state: "done" }]));
    },
  );

  it("go on by themselves over a repaired link, and are paused meanwhile", async () => {
    const both = setUp();
    const bytes = bytesOf(40 * blockBytes);
    const file = both.giver.share(new Blob([bytes]), { name: "a" });
    const { done, whole, steps, pieces } = fetchFrom(both, file);
    await vi.waitFor(() => expect(pieces.length).toBeGreaterThan(4));
    both.cut();
    await vi.waitFor(() => expect(steps.at(-1)?.state).toBe("paused"));
    await vi.waitFor(() => expect(both.giver.sending.value[0]?.state).toBe("paused"));
    const before = pieces.length;
    both.repair();
    await done;
    expect(before).toBeLessThan(40);
    expect(whole().equals(bytes)).toBe(true);
  });

  it("go on from the last written block when all that was under way is lost for good", async () => {
    const both = setUp();
    const bytes = bytesOf(40 * blockBytes);
    const read = vi.spyOn(Blob.prototype, "slice");
    cleanUps.push(() => read.mockRestore());
    const file = both.giver.share(new Blob([bytes]), { name: "a" });
    const { done, whole, pieces } = fetchFrom(both, file);
    await vi.waitFor(() => expect(pieces.length).toBeGreaterThan(20));
    both.replaceLanes();
    await done;
    expect(whole().equals(bytes)).toBe(true);
    // No more is read again than was under way.
    expect(read.mock.calls.length).toBeLessThanOrEqual(40 + windowBlocks + 4);
  }, 15_000);

  it("are read only as far as they are written, however slow the disk is", async () => {
    const both = setUp();
    const read = vi.spyOn(Blob.prototype, "slice");
    cleanUps.push(() => read.mockRestore());
    let go: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => (go = resolve));
    const file = both.giver.share(new Blob([bytesOf(60 * blockBytes)]), { name: "a" });
    const { done, whole } = fetchFrom(
      both,
      file,
      createSink((written) => (written === 2 ? stuck : Promise.resolve())),
    );
    await vi.waitFor(() => expect(read.mock.calls.length).toBeGreaterThanOrEqual(windowBlocks));
    await expect(vi.waitFor(() => expect(read.mock.calls.length).toBeGreaterThan(windowBlocks + 2), 200)).rejects.toThrow("expected");
    expect(read.mock.calls.length).toBeLessThanOrEqual(windowBlocks + 2);
    go();
    await done;
    expect(whole()).toHaveLength(60 * blockBytes);
  });

  it("that a full disk refuses end with its word, and tell the other side", async () => {
    const both = setUp();
    const file = both.giver.share(new Blob([bytesOf(9 * blockBytes)]), { name: "a" });
    const full = async (written: number): Promise<void> => {
      if (written === 3) throw new TfxError("file/no-space");
    };
    const { done, ends } = fetchFrom(both, file, createSink(full));
    await expect(done).rejects.toMatchObject({ code: "file/no-space" });
    expect(ends).toEqual(["aborted"]);
    await vi.waitFor(() => expect(both.giver.sending.value[0]?.state).toBe("failed"));
  });

  it("stop when they are cancelled", async () => {
    const both = setUp();
    const file = both.giver.share(new Blob([bytesOf(60 * blockBytes)]), { name: "a" });
    const { done, ends, cancel, pieces } = fetchFrom(both, file);
    await vi.waitFor(() => expect(pieces.length).toBeGreaterThan(0));
    cancel.abort(new TfxError("widget/revoked"));
    await expect(done).rejects.toMatchObject({ code: "widget/revoked" });
    expect(ends).toEqual(["aborted"]);
    await vi.waitFor(() => expect(both.giver.sending.value[0]?.state).toBe("failed"));
  });

  it("stop when they are shared no more", async () => {
    const both = setUp();
    const file = both.giver.share(new Blob([bytesOf(60 * blockBytes)]), { name: "a" });
    const { done, pieces } = fetchFrom(both, file);
    await vi.waitFor(() => expect(pieces.length).toBeGreaterThan(0));
    both.giver.unshare(file.id);
    await expect(done).rejects.toMatchObject({ code: "file/gone" });
    await expect(fetchFrom(both, file).done).rejects.toMatchObject({ code: "file/gone" });
  });

  it("fail clearly when whoever shares them leaves", async () => {
    const both = setUp();
    const file = both.giver.share(new Blob([bytesOf(60 * blockBytes)]), { name: "a" });
    const { done, ends, pieces } = fetchFrom(both, file);
    await vi.waitFor(() => expect(pieces.length).toBeGreaterThan(0));
    both.part();
    await expect(done).rejects.toMatchObject({ code: "file/gone" });
    expect(ends).toEqual(["aborted"]);
    await vi.waitFor(() => expect(both.giver.sending.value[0]?.state).toBe("failed"));
  });

  it("are for those alone whom they are shared with, and of the size that was told", async () => {
    const both = setUp();
    const secret = both.giver.share(new Blob(["secret"]), { name: "a", to: [both.ada.id] });
    await expect(fetchFrom(both, secret).done).rejects.toMatchObject({ code: "file/gone" });
    const open = both.giver.share(new Blob(["open"]), { name: "a", to: [both.bo.id] });
    await expect(fetchFrom(both, { ...open, size: 5 }).done).rejects.toMatchObject({ code: "file/changed" });
    await expect(fetchFrom(both, open).done).resolves.toBeUndefined();
  });

  it("that were changed on disk meanwhile are not what was shared", async () => {
    const both = setUp();
    const content = bytesOf(6 * blockBytes);
    const file = both.giver.share(new Blob([content]), { name: "a" });
    await fetchFrom(both, file).done;
    const slice = vi.spyOn(Blob.prototype, "slice").mockImplementation(() => new Blob([new Uint8Array(blockBytes)]));
    cleanUps.push(() => slice.mockRestore());
    await expect(fetchFrom(both, file).done).rejects.toMatchObject({ code: "file/changed" });
  });

  it("are as many as a page may share", () => {
    const { giver } = setUp();
    for (let count = 0; count < maxShared; count += 1) giver.share(new Blob(), { name: "a" });
    expect(() => giver.share(new Blob(), { name: "a" })).toThrow("widget/quota");
  });
});

describe("somebody who asks for too much", () => {
  const askOf = (network: FileNetwork) =>
    network.bo.room.topic({ name: "tfx.file.ask", schema: fileTopics["tfx.file.ask"], lane: "control" });
  const heardBy = (network: FileNetwork): string[] => {
    const heard: string[] = [];
    const topic = network.bo.room.topic({
      name: "tfx.file.give",
      schema: fileTopics["tfx.file.give"],
      lane: "bulk",
      maxBytes: maxFileMessageBytes,
    });
    topic.on(({ value }) => void heard.push(value.op === "refuse" ? value.why : value.op));
    return heard;
  };
  const open = (change: Partial<FileAsk>): FileAsk =>
    ({ op: "open", run: "r".repeat(22), attempt: 1, file: "f".repeat(22), size: 4, at: 0, upTo: 1, ...change }) as FileAsk;

  it("is told that a file is not there, and is not heard past a rate", async () => {
    const both = setUp();
    const heard = heardBy(both);
    const ask = askOf(both);
    await Promise.all(Array.from({ length: 200 }, (_, index) => ask.send(open({ run: String(index).padStart(22, "r") }))));
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0));
    expect(new Set(heard)).toEqual(new Set(["gone"]));
    expect(heard.length).toBeLessThan(30);
  });

  it("gets no more than a window, and a few files at once", async () => {
    const both = setUp();
    const heard = heardBy(both);
    const ask = askOf(both);
    const file = both.giver.share(new Blob([bytesOf(40 * blockBytes)]), { name: "a" });
    const wish = { file: file.id, size: file.size, upTo: 1_000_000 };
    for (let index = 0; index < 12; index += 1) await ask.send(open({ ...wish, run: String(index).padStart(22, "r") }));
    await vi.waitFor(() => expect(heard.filter((what) => what === "block")).toHaveLength(8 * windowBlocks), 5_000);
    expect(heard.filter((what) => what === "busy")).toHaveLength(4);
    await ask.send({ op: "more", run: "0".padStart(22, "r"), attempt: 1, written: 1_000, upTo: 2_000 });
    await ask.send({ op: "more", run: "0".padStart(22, "r"), attempt: 2, written: 1, upTo: 20 });
    expect(heard.filter((what) => what === "block")).toHaveLength(8 * windowBlocks);
  });

  it("cannot make a file longer by beginning again", async () => {
    const both = setUp();
    const heard = heardBy(both);
    const ask = askOf(both);
    const file = both.giver.share(new Blob([bytesOf(blockBytes)]), { name: "a" });
    await ask.send(open({ file: file.id, size: file.size, upTo: 1 }));
    await vi.waitFor(() => expect(heard).toEqual(["block", "end"]));
    await ask.send(open({ file: file.id, size: 9 * blockBytes, attempt: 2, at: 1, upTo: 9 }));
    await vi.waitFor(() => expect(heard).toEqual(["block", "end", "changed"]));
  });

  it("cannot claim that what was never sent has arrived", async () => {
    const both = setUp();
    const ask = askOf(both);
    const file = both.giver.share(new Blob([bytesOf(40 * blockBytes)]), { name: "a" });
    await ask.send(open({ file: file.id, size: file.size, upTo: 1 }));
    await ask.send({ op: "close", run: "r".repeat(22), whole: true });
    await vi.waitFor(() => expect(both.giver.sending.value[0]?.state).toBe("failed"));
  });
});
