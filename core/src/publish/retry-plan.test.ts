import { describe, expect, it } from "vitest";
import type { Interruption } from "./publish-problem.ts";
import { planRetry, type RetryFacts } from "./retry-plan.ts";

const plan = (interruption: Interruption, rest: Partial<RetryFacts> = {}) =>
  planRetry({ interruption, attempts: 1, wasLive: false, luck: 0.5, ...rest });
const answered = (status: number, retryAfterMs?: number): Interruption => ({ why: "answered", status, text: "words", retryAfterMs });

describe("what comes after an interruption", () => {
  it.each([
    [401, "token"],
    [403, "token"],
    [400, "refused"],
    [415, "refused"],
    [422, "refused"],
  ])("is the end when the answer is %i, in words", (status, reason) => {
    expect(plan(answered(status), { wasLive: true })).toEqual({ giveUp: { reason, status, text: "words" } });
  });

  it("is the server's own time to wait, but not for ever", () => {
    expect(plan(answered(503, 4_000))).toMatchObject({ delayMs: 4_000 });
    expect(plan(answered(429, 9_000_000))).toMatchObject({ delayMs: 120_000 });
    expect(plan(answered(503))).toMatchObject({ delayMs: 300 });
  });

  it("is coming back at once when a worker of the server died, or the path broke", () => {
    expect(plan({ why: "ended", reason: "worker-lost" }, { wasLive: true })).toMatchObject({ delayMs: 0 });
    expect(plan({ why: "lost" }, { wasLive: true })).toMatchObject({ delayMs: 0 });
  });

  it("is staying away when it was stopped there, or somebody took it over", () => {
    expect(plan({ why: "ended", reason: "stopped" }, { wasLive: true })).toEqual({ giveUp: { reason: "stopped" } });
    expect(plan({ why: "ended", reason: "replaced" }, { wasLive: true })).toEqual({ giveUp: { reason: "taken" } });
    expect(plan({ why: "ended", reason: "expired" }, { wasLive: true })).toEqual({ giveUp: { reason: "token" } });
  });

  it("is trying ever later, and never giving up what was live", () => {
    const delays = [1, 2, 3, 4, 50].map((attempts) => plan({ why: "unreachable" }, { attempts, wasLive: true }));
    expect(delays).toEqual([300, 700, 1_500, 3_000, 8_000].map((delayMs) => ({ delayMs, problem: { reason: "unreachable" } })));
    expect(plan(answered(404), { attempts: 50, wasLive: true })).toMatchObject({ delayMs: 8_000 });
  });

  it("is saying soon what is wrong when it never was live", () => {
    for (const why of ["unreachable", "no-path", "malformed"] as const) {
      expect(plan({ why }, { attempts: 2 })).toHaveProperty("delayMs");
      expect(plan({ why }, { attempts: 3 })).toEqual({ giveUp: { reason: why } });
    }
  });

  it("is waiting a while for a name that is taken", () => {
    expect(plan(answered(409, 2_000), { attempts: 5 })).toMatchObject({ delayMs: 5_000 });
    expect(plan(answered(409, 2_000), { attempts: 6 })).toMatchObject({ giveUp: { reason: "taken" } });
  });

  it("spreads publishers out", () => {
    expect(plan({ why: "unreachable" }, { luck: 0 })).toMatchObject({ delayMs: 240 });
    expect(plan({ why: "unreachable" }, { luck: 1 })).toMatchObject({ delayMs: 360 });
  });
});
