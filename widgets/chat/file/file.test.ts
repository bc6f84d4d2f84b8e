import { describe, expect, it, vi } from "vitest";
import { createFileReceiver, type FileReceiver, type FileSink } from "./file-receiver.ts";
import { createFileSender, type FileEnd } from "./file-sender.ts";
import { largestPiece, readFrame, safeFileName, type FileFrame } from "./frame.ts";
import { addMark, readPace, type Mark } from "./pace.ts";

const bytesOf = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 7) % 256);
const join = (parts: readonly Uint8Array[]) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => {
    whole.set(part, at);
    return at + part.length;
  }, 0);
  return whole;
};
const isSame = (one: Uint8Array, other: Uint8Array) => one.length === other.length && one.every((byte, index) => byte === other[index]);

interface Pair {
  readonly sender: FileEnd;
  readonly receiver: FileReceiver;
  readonly saved: () => Uint8Array;
  readonly ended: () => readonly string[];
  readonly pieces: () => number;
  readonly link: { isUp: boolean };
}

interface PairOptions {
  readonly windowBytes?: number;
  readonly change?: (frame: FileFrame) => FileFrame;
  readonly write?: (bytes: Uint8Array) => Promise<void>;
}

const connect = (file: Uint8Array, { windowBytes, change = (frame) => frame, write }: PairOptions = {}): Pair => {
  const parts: Uint8Array[] = [];
  const ended: string[] = [];
  const link = { isUp: true };
  let pieces = 0;
  const sink: FileSink = {
    write: async (bytes) => {
      await write?.(bytes);
      parts.push(bytes);
    },
    close: async () => void ended.push("closed"),
    abort: async () => void ended.push("aborted"),
  };
  const carry = async (frame: FileFrame, to: () => FileEnd) => {
    if (!link.isUp) throw new Error("The link is down.");
    if (frame.kind === "piece") pieces += 1;
    to().handle(change(frame));
  };
  const warn = () => {};
  const source = { size: file.length, read: async (from: number, to: number) => file.slice(from, to) };
  const sender = createFileSender({
    id: "f",
    source,
    warn,
    send: (frame) => carry(frame, () => receiver),
    ...(windowBytes === undefined ? {} : { windowBytes }),
  });
  const receiver = createFileReceiver({ id: "f", size: file.length, sink, warn, send: (frame) => carry(frame, () => sender) });
  return { sender, receiver, saved: () => join(parts), ended: () => ended, pieces: () => pieces, link };
};

describe("a file", () => {
  it.each([0, 1, largestPiece, largestPiece * 20 + 17])("of %d bytes arrives whole and is checked", async (size) => {
    const file = bytesOf(size);
    const { sender, receiver, saved, ended } = connect(file);
    await receiver.accept();
    await vi.waitFor(() => expect(sender.state.value).toBe("done"));
    expect(receiver.state.value).toBe("done");
    expect(isSame(saved(), file)).toBe(true);
    expect(ended()).toEqual(["closed"]);
  });

  it("goes on where it stopped after the link broke, and its digest still holds", async () => {
    const file = bytesOf(largestPiece * 30);
    const pair = connect(file, {
      change: (frame) => {
        if (frame.kind === "piece" && frame.offset === largestPiece * 12 && pair.pieces() === 13) pair.link.isUp = false;
        return frame;
      },
    });
    await pair.receiver.accept();
    await vi.waitFor(() => expect(pair.sender.state.value).toBe("paused"));
    pair.receiver.pause();
    expect(pair.receiver.bytes.value).toBeGreaterThan(0);
    pair.link.isUp = true;
    await pair.receiver.accept();
    await vi.waitFor(() => expect(pair.sender.state.value).toBe("done"));
    expect(isSame(pair.saved(), file)).toBe(true);
    expect(pair.pieces()).toBeLessThan(36);
  });

  it("whose end was not heard is known to be whole when it is offered again", async () => {
    let lost = 0;
    const pair = connect(bytesOf(100), {
      change: (frame) => {
        if (frame.kind === "checked" && (lost += 1) === 1) throw new Error("The link is down.");
        return frame;
      },
    });
    await pair.receiver.accept();
    await vi.waitFor(() => expect(pair.receiver.state.value).toBe("done"));
    await vi.waitFor(() => expect(lost).toBe(1));
    pair.sender.pause();
    pair.receiver.handle({ kind: "offer", id: "f", name: "a", type: "", size: 100 });
    await vi.waitFor(() => expect(pair.sender.state.value).toBe("done"));
  });

  it("that was changed on the way is not kept", async () => {
    const { sender, receiver, ended } = connect(bytesOf(200_000), {
      change: (frame) => (frame.kind === "piece" && frame.offset > 0 ? { ...frame, bytes: frame.bytes.map((byte) => byte ^ 1) } : frame),
    });
    await receiver.accept();
    await vi.waitFor(() => expect(sender.state.value).toBe("broken"));
    expect(receiver.state.value).toBe("broken");
    expect(ended()).toEqual(["aborted"]);
  });

  it("waits for a slow disk", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { sender, receiver, pieces } = connect(bytesOf(largestPiece * 40), { windowBytes: largestPiece * 10, write: () => gate });
    await receiver.accept();
    await vi.waitFor(() => expect(pieces()).toBe(10));
    await new Promise((resolve) => setTimeout(resolve));
    expect(pieces()).toBe(10);
    open();
    await vi.waitFor(() => expect(sender.state.value).toBe("done"));
  });

  it("stops on both sides when either cancels, or the disk is full", async () => {
    const cancelled = connect(bytesOf(10));
    cancelled.sender.cancel();
    await vi.waitFor(() => expect(cancelled.receiver.state.value).toBe("cancelled"));
    expect(cancelled.ended()).toEqual(["aborted"]);
    const full = connect(bytesOf(10), { write: () => Promise.reject(new Error("The disk is full.")) });
    await full.receiver.accept();
    await vi.waitFor(() => expect(full.sender.state.value).toBe("cancelled"));
    expect(full.receiver.state.value).toBe("broken");
  });

  it("that turns out longer than was offered is not kept", async () => {
    const { receiver, ended } = connect(bytesOf(10));
    await receiver.accept();
    const other = createFileReceiver({
      id: "f",
      size: 4,
      sink: { write: async () => {}, close: async () => {}, abort: async () => {} },
      warn: () => {},
      send: async () => {},
    });
    await other.accept();
    other.handle({ kind: "piece", id: "f", offset: 0, bytes: bytesOf(5) });
    await vi.waitFor(() => expect(other.state.value).toBe("broken"));
    await vi.waitFor(() => expect(ended()).toEqual(["closed"]));
  });
});

describe("frames of files", () => {
  it.each([
    ["no object", 5],
    ["an unknown kind", { kind: "eat", id: "f" }],
    ["a negative offset", { kind: "accept", id: "f", offset: -1 }],
    ["an empty piece", { kind: "piece", id: "f", offset: 0, bytes: new Uint8Array(0) }],
    ["too large a piece", { kind: "piece", id: "f", offset: 0, bytes: new Uint8Array(largestPiece + 1) }],
    ["a digest that is none", { kind: "end", id: "f", sha256: "zz" }],
    ["a size that is none", { kind: "offer", id: "f", name: "a", type: "", size: Number.POSITIVE_INFINITY }],
  ])("are refused: %s", (_, value) => expect(readFrame(value)).toBeUndefined());

  it("name a file without a path or anything that hides its ending", () => {
    expect(safeFileName("../../etc/passwd")).toBe("passwd");
    expect(safeFileName("C:\\a\\b.txt")).toBe("b.txt");
    expect(safeFileName("photo\u202egpj.exe")).toBe("photogpj.exe");
    expect(safeFileName("...")).toBe("file");
    expect(safeFileName(`${"x".repeat(200)}.txt`)).toMatch(/x\.txt$/);
  });
});

describe("the pace of a file", () => {
  it("is that of the last three seconds", () => {
    let marks: readonly Mark[] = [];
    for (const [atMs, bytes] of [
      [0, 0],
      [1_000, 100],
      [4_000, 400],
      [5_000, 2_000],
      [7_000, 6_000],
    ] as const)
      marks = addMark(marks, { atMs, bytes });
    expect(marks[0]).toEqual({ atMs: 4_000, bytes: 400 });
    expect(readPace(marks, 12_000, 8_000)).toEqual({ share: 0.5, bytesPerSecond: 1_400, secondsLeft: 6_000 / 1_400 });
  });

  it("has no end in sight while nothing moves", () => {
    expect(readPace([], 100, 0)).toEqual({ share: 0, bytesPerSecond: 0, secondsLeft: undefined });
  });
});
