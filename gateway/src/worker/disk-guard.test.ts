import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { createDiskGuard, type DiskGuard, type DiskLimits } from "./disk-guard.ts";

const folder = mkdtempSync(join(tmpdir(), "tfx-guard-"));
const guards: DiskGuard[] = [];
afterEach(() => {
  for (const guard of guards.splice(0)) guard.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (stream: string, bytes: number): void => {
  mkdirSync(join(folder, stream, "1"), { recursive: true });
  writeFileSync(join(folder, stream, "1", "s0.m4s"), Buffer.alloc(bytes));
};
const look = async (limits: Partial<DiskLimits> = {}): Promise<DiskGuard> => {
  mkdirSync(folder, { recursive: true });
  const usual: DiskLimits = { folder, mostDiskBytes: 10_000, mostStreamBytes: 4_000, leastFreeBytes: 0 };
  const guard = createDiskGuard({ ...usual, ...limits }, (error) => {
    throw error;
  });
  guards.push(guard);
  await expect.poll(() => guard.totalBytes).toBeGreaterThan(0);
  return guard;
};

it("a stream that has used its share is stopped, and others are not", async () => {
  write("large", 4_000);
  write("small", 100);
  const guard = await look();
  expect([guard.shortage("large", 0), guard.shortage("small", 0), guard.shortage("new", 0)]).toEqual(["share", undefined, undefined]);
  expect([guard.bytesOf("large"), guard.bytesOf("new"), guard.totalBytes]).toEqual([4_000, 0, 4_100]);
});

it("what a recording will need at its end counts as well", async () => {
  write("film", 2_500);
  const guard = await look();
  expect([guard.shortage("film", 1_000), guard.shortage("film", 1_500)]).toEqual([undefined, "share"]);
  expect(guard.shortage("other", 8_000)).toBe("disk");
});

it("a full disk stops everybody", async () => {
  write("film", 10_000);
  expect((await look()).shortage("other", 0)).toBe("disk");
  rmSync(join(folder, "film"), { recursive: true });
  write("film", 100);
  expect((await look({ leastFreeBytes: Number.MAX_SAFE_INTEGER })).shortage("other", 0)).toBe("disk");
});

it("nothing is written before the first look, or without a folder", () => {
  const guard = createDiskGuard({ mostDiskBytes: 1e9, mostStreamBytes: 1e9, leastFreeBytes: 0 }, () => undefined);
  guards.push(guard);
  expect(guard.shortage("film", 0)).toBe("disk");
});
