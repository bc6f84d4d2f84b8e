import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { FetchOptions, FileExchange } from "@tfx/core/files";
import { participantId, TfxError } from "@tfx/protocol";
import type { FetchProgress, Sending } from "@tfx/protocol/widgets";
import { createDiskSink } from "./disk-sink.ts";
import { createInstanceFiles } from "./instance-files.ts";
import { createMemorySink } from "./memory-sink.ts";

const bo = participantId.parse("b".repeat(22));

const createFakeExchange = () => {
  const shared: string[] = [];
  const fetched: FetchOptions[] = [];
  const sending = signal<readonly Sending[]>([]);
  const exchange: FileExchange = {
    sending,
    share: (file, { name }) => {
      const id = String(shared.length).padStart(22, "f");
      shared.push(id);
      return { id, name, type: file.type, size: file.size };
    },
    unshare: (id) => void shared.splice(shared.indexOf(id), 1),
    fetch: async (_file, options) => void fetched.push(options),
    [Symbol.dispose]: () => undefined,
  };
  return { exchange, shared, fetched, sending };
};

const noSink = { write: async () => undefined, close: async () => undefined, abort: async () => undefined };
const file = { id: "f".repeat(22), from: bo, name: "a", type: "", size: 1 };

describe("the files of an instance", () => {
  it("end with it, and leave those of others alone", () => {
    const { exchange, shared } = createFakeExchange();
    const end = new AbortController();
    const [one, other] = [createInstanceFiles(exchange, end.signal), createInstanceFiles(exchange, new AbortController().signal)];
    one.share(new Blob(), { name: "a", to: undefined });
    const kept = other.share(new Blob(), { name: "b", to: undefined });
    one.unshare(kept.id);
    expect(shared).toHaveLength(2);
    end.abort();
    expect(shared).toEqual([kept.id]);
    expect(() => one.share(new Blob(), { name: "a", to: undefined })).toThrow("widget/stopped");
  });

  it("are the only ones whose progress it hears of", () => {
    const { exchange, sending } = createFakeExchange();
    const files = createInstanceFiles(exchange, new AbortController().signal);
    const own = files.share(new Blob(), { name: "a", to: undefined });
    const step = { to: bo, bytes: 1, state: "running" } as const;
    sending.value = [
      { id: own.id, ...step },
      { id: "x".repeat(22), ...step },
    ];
    expect(files.sending.value).toEqual([{ id: own.id, ...step }]);
  });

  it("are asked a place for before they are fetched, and not fetched without one", async () => {
    const { exchange, fetched } = createFakeExchange();
    const { signal } = new AbortController();
    const steps: FetchProgress[] = [];
    const onProgress = (step: FetchProgress): void => void steps.push(step);
    const choosing = createInstanceFiles(exchange, signal, async () => noSink);
    await choosing.fetch(file, { signal, onProgress });
    expect(steps[0]?.state).toBe("choosing");
    expect(fetched).toHaveLength(1);
    const refusing = createInstanceFiles(exchange, signal, () => Promise.reject(new TfxError("file/cancelled")));
    await expect(refusing.fetch(file, { signal, onProgress })).rejects.toMatchObject({ code: "file/cancelled" });
    expect(fetched).toHaveLength(1);
  });
});

describe("a file that is saved", () => {
  const diskWith = (write: (bytes: Uint8Array) => Promise<void>) => {
    const done: string[] = [];
    const writable = { write, close: async () => void done.push("close"), abort: async () => void done.push("abort") };
    const handle = { createWritable: async () => writable };
    const ends = { onWhole: async () => void done.push("whole"), onGone: async () => void done.push("gone") };
    return { done, sink: createDiskSink(handle, ends) };
  };

  it("is handed over once it is closed, and removed when it is cancelled even then", async () => {
    const { done, sink } = diskWith(async () => undefined);
    const opened = await sink;
    await opened.write(new Uint8Array(3));
    await opened.close();
    await opened.abort();
    expect(done).toEqual(["close", "whole", "gone"]);
  });

  it("that finds no room says so", async () => {
    const { done, sink } = diskWith(() => Promise.reject(new DOMException("full", "QuotaExceededError")));
    const opened = await sink;
    await expect(opened.write(new Uint8Array(3))).rejects.toMatchObject({ code: "file/no-space" });
    await opened.abort();
    expect(done).toEqual(["abort", "gone"]);
  });

  it("without a disk is kept whole in memory, and not begun when it is too large", async () => {
    const whole: Blob[] = [];
    const sink = createMemorySink(20_000_000, (blob) => void whole.push(blob));
    for (let index = 0; index < 20; index += 1) await sink.write(new Uint8Array(1_000_000).fill(index));
    await sink.close();
    expect(whole[0]?.size).toBe(20_000_000);
    const last = new Uint8Array((await whole[0]?.slice(-1).arrayBuffer()) ?? new ArrayBuffer(0));
    expect(last).toEqual(new Uint8Array([19]));
    expect(() => createMemorySink(2 ** 31, () => undefined)).toThrow("file/no-space");
  });
});
