import { describe, expect, it } from "vitest";
import { iceRefreshDelayMs } from "./ice-refresh.ts";

const now = 1_800_000_000_000;
const turn = (username: string) => ({ urls: ["turn:relay.example"], username, credential: "c" });

describe("the refresh of ICE servers", () => {
  it("comes halfway to the first expiry", () => {
    expect(iceRefreshDelayMs([turn("1800007200:b"), turn("1800003600:a")], now)).toBe(1_800_000);
  });

  it("does not hurry after an expiry", () => {
    expect(iceRefreshDelayMs([turn("1799999000:a")], now)).toBe(10_000);
  });

  it("is not needed when nothing expires", () => {
    expect(iceRefreshDelayMs([{ urls: ["stun:stun.example"] }, turn("fixed-user")], now)).toBeUndefined();
  });
});
