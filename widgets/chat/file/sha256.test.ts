import { describe, expect, it } from "vitest";
import { createSha256 } from "./sha256.ts";

const browsers = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 31) % 256);

describe("SHA-256 in steps", () => {
  it.each([0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1_000, 100_003])("agrees with the browser's for %d bytes", async (length) => {
    const hash = createSha256();
    hash.update(bytesOf(length));
    expect(hash.digest()).toBe(await browsers(bytesOf(length)));
  });

  it("does not depend on how the bytes are cut", async () => {
    const bytes = bytesOf(1_000);
    for (const step of [1, 7, 63, 64, 65, 333]) {
      const hash = createSha256();
      for (let from = 0; from < bytes.length; from += step) hash.update(bytes.subarray(from, from + step));
      expect(hash.digest()).toBe(await browsers(bytes));
    }
  });

  it("can be read on the way", async () => {
    const hash = createSha256();
    hash.update(bytesOf(70));
    expect(hash.digest()).toBe(await browsers(bytesOf(70)));
    hash.update(bytesOf(1_000).subarray(70));
    expect(hash.digest()).toBe(await browsers(bytesOf(1_000)));
  });
});
