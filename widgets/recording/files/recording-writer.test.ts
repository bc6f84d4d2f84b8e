import { describe, expect, it } from "vitest";
import type { FilePort } from "./file-port.ts";
import { openRecordingWriter } from "./recording-writer.ts";

const megabyte = new ArrayBuffer(1024 * 1024);

/** A disk that writes when it is let. */
const setUp = async () => {
  const settle: (() => void)[] = [];
  const port: FilePort = {
    ask: (wish) => (wish.do === "append" ? new Promise((resolve) => settle.push(() => resolve(0))) : Promise.resolve(0)),
    close: () => undefined,
  };
  const failures: string[] = [];
  const writer = await openRecordingWriter(port, { id: "one", onFailed: (error) => failures.push(String(error)) });
  const writeOne = async (): Promise<void> => {
    settle.shift()?.();
    // Until the next one has been asked for.
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  await writeOne();
  return { writer, failures, writeOne };
};

describe("what is written of a recording", () => {
  it("says so, once, and keeps nothing more in memory where the disk is far behind", async () => {
    const { writer, failures } = await setUp();
    for (let count = 0; count < 1_000; count += 1) writer.append("all", megabyte);
    expect(failures).toEqual(["Error: The disk is too slow."]);
  });

  it("has room again for what has been written", async () => {
    const { writer, failures, writeOne } = await setUp();
    for (let count = 0; count < 200; count += 1) {
      writer.append("all", megabyte);
      await writeOne();
    }
    expect(failures).toEqual([]);
    expect(writer.bytes()).toBeGreaterThan(190 * megabyte.byteLength);
  });
});
