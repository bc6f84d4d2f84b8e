import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryStorage } from "../testing/memory-storage.ts";
import type { FilePort } from "./file-port.ts";
import { createLibrary } from "./library.ts";
import { noteLine, type Note } from "./notes.ts";
import { lockOf } from "./recording-writer.ts";

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const started: Note = { is: "recording", title: "amber", startedAt: 5 };
const part = (file: string): Note => ({ is: "part", file, name: file, container: "webm", atMs: 0 });
const linesOf = (...notes: readonly Note[]): Uint8Array<ArrayBuffer> => bytesOf(notes.map(noteLine).join(""));

describe("the recordings of a device", () => {
  let storage = createMemoryStorage();
  beforeEach(() => {
    storage = createMemoryStorage();
    vi.stubGlobal("navigator", storage.navigator);
  });
  afterEach(() => void vi.unstubAllGlobals());

  const put = (id: string, files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>) => {
    const folder = new Map(Object.entries(files));
    storage.folders.set(id, folder);
    return folder;
  };
  /** Finishes what is asked of it; `secondsOf` says how long each file is, or throws. */
  const openPort = (folder: Map<string, Uint8Array<ArrayBuffer>>, secondsOf: (file: string) => number) => (): FilePort => ({
    ask: async (wish) => {
      if (wish.do === "append") folder.set(wish.file, new Uint8Array([...(folder.get(wish.file) ?? []), ...new Uint8Array(wish.bytes)]));
      if (wish.do !== "finish") return 0;
      const seconds = secondsOf(wish.file);
      folder.set(wish.out, bytesOf("finished"));
      return seconds;
    },
    close: () => undefined,
  });
  const none = (): FilePort => ({ ask: () => Promise.reject(new Error("asked")), close: () => undefined });

  it("are found by their files where nothing is left of their notes, and never taken for nothing", async () => {
    put("one", { "notes.jsonl": bytesOf("\0\0\0"), all: bytesOf("sound and picture") });
    put("two", { "notes.jsonl": linesOf(started), "all.webm": bytesOf("finished") });
    const library = createLibrary(none);
    await library.refresh();
    expect(
      library.recordings.value.map(({ id, state, startedAt, files }) => [id, state, startedAt, files.map(({ file }) => file.name)]),
    ).toEqual([
      ["one", "cut", 9, ["all"]],
      ["two", "ready", 5, ["all.webm"]],
    ]);
  });

  it("lose their empty folders, but not one that another page has just begun", async () => {
    put("dead", { "notes.jsonl": linesOf(started, part("all")) });
    put("begun", {});
    storage.held.add(lockOf("begun"));
    await createLibrary(none).refresh();
    expect([...storage.folders.keys()]).toEqual(["begun"]);
  });

  it("are there though the time of one of them is none", async () => {
    put("one", {
      "notes.jsonl": bytesOf(`{"is":"recording","title":"","startedAt":1e300}\n${noteLine(part("all"))}`),
      all: bytesOf("sound"),
    });
    const library = createLibrary(none);
    await library.refresh();
    expect(library.recordings.value).toHaveLength(1);
  });

  it("are finished though the last note was cut off in its middle", async () => {
    const folder = put("one", {
      "notes.jsonl": bytesOf(`${noteLine(started)}${noteLine(part("all"))}{"is":"mark","at`),
      all: bytesOf("sound"),
    });
    const library = createLibrary(openPort(folder, () => 3));
    await library.finish("one");
    expect(library.recordings.value.map(({ state, files }) => [state, files.map(({ seconds }) => seconds)])).toEqual([["ready", [3]]]);
  });

  it("are finished file by file: one that cannot be is kept as it is, and keeps no other from it", async () => {
    const folder = put("one", {
      "notes.jsonl": linesOf(started, part("a"), part("b"), part("c")),
      a: bytesOf("a"),
      b: new Uint8Array(100_000),
      c: bytesOf("c"),
    });
    const library = createLibrary(
      openPort(folder, (file) => {
        if (file === "a") throw new Error("broken");
        return file === "b" ? 0 : 2;
      }),
    );
    await library.refresh();
    await expect(library.finish("one")).rejects.toThrow("broken");
    expect([...folder.keys()]).toEqual(["notes.jsonl", "a", "b", "c.webm"]);
    expect(library.recordings.value[0]?.state).toBe("cut");
  });

  it("are not removed while another page is at them", async () => {
    put("one", { "notes.jsonl": linesOf(started, part("all")), all: bytesOf("sound") });
    storage.held.add(lockOf("one"));
    await createLibrary(none).remove("one");
    expect([...storage.folders.keys()]).toEqual(["one"]);
  });
});
