import { describe, expect, it } from "vitest";
import { planRepair, rebuildDelayMs, repairTimes, type ConnectionHealth } from "./repair-plan.ts";

const health = (change: Partial<ConnectionHealth>): ConnectionHealth => ({
  ice: "disconnected",
  sinceMs: 0,
  everConnected: true,
  restartedMs: undefined,
  rebuilds: 0,
  peerAway: false,
  ...change,
});

describe("the repair of a link", () => {
  it("leaves a connected link alone", () => {
    expect(planRepair(health({ ice: "connected" }))).toEqual({ act: "none", checkInMs: undefined });
  });

  it("gives a dropped path a moment, then restarts ICE", () => {
    expect(planRepair(health({ sinceMs: 500 }))).toEqual({ act: "none", checkInMs: repairTimes.beforeRestart - 500 });
    expect(planRepair(health({ sinceMs: repairTimes.beforeRestart })).act).toBe("restart");
  });

  it("connects anew when a restart did not help", () => {
    expect(planRepair(health({ restartedMs: 1_000 })).act).toBe("none");
    expect(planRepair(health({ restartedMs: repairTimes.afterRestart })).act).toBe("rebuild");
  });

  it("connects anew at once after a failure, and gives up after some", () => {
    expect(planRepair(health({ ice: "failed" })).act).toBe("rebuild");
    expect(planRepair(health({ ice: "failed", rebuilds: repairTimes.maxRebuilds })).act).toBe("fail");
    expect([0, 1, 2, 3].map(rebuildDelayMs)).toEqual([0, 1_000, 2_000, 4_000]);
  });

  it("waits longer for a first connection", () => {
    const first = health({ ice: "checking", everConnected: false });
    expect(planRepair({ ...first, sinceMs: 5_000 })).toEqual({ act: "none", checkInMs: repairTimes.firstConnect - 5_000 });
    expect(planRepair({ ...first, sinceMs: repairTimes.firstConnect }).act).toBe("rebuild");
  });

  it("does nothing while the other side's seat is away", () => {
    expect(planRepair(health({ ice: "failed", peerAway: true }))).toEqual({ act: "none", checkInMs: undefined });
  });
});
