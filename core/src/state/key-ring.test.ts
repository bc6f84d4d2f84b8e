import type { ParticipantId } from "@tfx/protocol";
import { describe, expect, it } from "vitest";
import { KeyRing } from "./key-ring.ts";

const anna = "anna" as ParticipantId;
const key = (byte: number) => Uint8Array.from([1, byte]);

describe("a key ring", () => {
  it("takes the keys that a participant told, and no other", () => {
    const keys = new KeyRing();
    keys.claim(anna, key(9));
    keys.announce(anna, key(1));
    keys.announce(anna, key(2));
    expect([1, 2, 9].map((byte) => keys.accepts(anna, key(byte)))).toEqual([true, true, false]);
  });

  it("lets nobody bring a second key for somebody who left", () => {
    const keys = new KeyRing();
    expect(keys.accepts(anna, key(1))).toBe(true);
    keys.claim(anna, key(1));
    keys.claim(anna, key(2));
    expect([1, 2].map((byte) => keys.accepts(anna, key(byte)))).toEqual([true, false]);
  });
});
