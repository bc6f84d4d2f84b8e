import { describe, expect, it } from "vitest";
import type { BroadcastStats } from "@tfx/widget-sdk";
import { newHealth, nextHealth, type Health } from "./health.ts";

const fine: BroadcastStats = { kbps: 2_000, fps: 30, width: 1280, height: 720, codec: "H264", rttMs: 20, loss: 0, limitation: "none" };
const wished = { height: 720, fps: 30 };
const after = (seconds: number, stats: Partial<BroadcastStats>, before: Health = newHealth): Health =>
  Array.from({ length: seconds }).reduce<Health>((health) => nextHealth(health, { ...fine, ...stats }, wished), before);

describe("how a broadcast goes out", () => {
  it("is said once it has been so for a while, not while the encoder climbs", () => {
    const slow = { limitation: "bandwidth", height: 360, width: 640 } as const;
    expect(after(14, slow).word).toBe("new");
    expect(after(15, slow).word).toBe("uplink");
    expect(after(3, {}, after(15, slow)).word).toBe("uplink");
    expect(after(4, {}, after(15, slow)).word).toBe("good");
  });

  it("is not said before it is known", () => {
    expect([after(1, {}).word, after(3, {}).word, after(4, {}).word]).toEqual(["new", "new", "good"]);
  });

  it("is no matter of the uplink as long as the picture is whole", () => {
    expect(after(20, { limitation: "bandwidth" }).word).toBe("good");
  });

  it.each([
    ["cpu", { limitation: "cpu", fps: 12 }],
    ["cpu", { limitation: "none", fps: 1, kbps: 80 }],
    ["cpu", { limitation: "none", fps: 0, kbps: 0 }],
    ["cpu", { limitation: "bandwidth", fps: 5, kbps: 300 }],
    ["uplink", { limitation: "bandwidth", fps: 5, height: 180 }],
    ["loss", { fps: 1, loss: 0.1 }],
    ["far", { fps: 1, rttMs: 900 }],
    ["good", { fps: 20 }],
    ["loss", { loss: 0.1 }],
    ["far", { rttMs: 900 }],
  ] as const)("has the word %s for %j", (word, stats) => expect(after(15, stats).word).toBe(word));

  it("is not good with few pictures until there are enough again", () => {
    const few = after(10, { fps: 1 });
    expect([after(9, { fps: 1 }).word, few.word, after(3, {}, few).word, after(4, {}, few).word]).toEqual(["new", "cpu", "cpu", "good"]);
  });

  it("is judged for sound alone, too", () => {
    expect(after(10, { fps: undefined, width: undefined, height: undefined, limitation: "none" }).word).toBe("good");
  });
});
