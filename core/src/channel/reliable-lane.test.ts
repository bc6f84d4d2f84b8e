import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createChannelPair } from "../testing/channel-pair.ts";
import { encodeFrame } from "./frames.ts";
import { ReliableLane } from "./reliable-lane.ts";

const createEnd = (change: Partial<ConstructorParameters<typeof ReliableLane>[0]> = {}) => {
  const received: number[][] = [];
  let violations = 0;
  const lane = new ReliableLane({
    maxMessageBytes: 1_000,
    chunkBytes: 4,
    highWaterBytes: 64,
    lowWaterBytes: 16,
    yields: () => false,
    onMessage: (bytes) => received.push([...bytes]),
    onViolation: () => (violations += 1),
    ...change,
  });
  return { lane, received, violations: () => violations };
};

const settle = (pair: ReturnType<typeof createChannelPair>) => {
  for (let round = 0; round < 200; round += 1) {
    pair.carry();
    vi.advanceTimersByTime(20);
  }
};

describe("a reliable lane", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("delivers whole messages in order and says so to the sender", async () => {
    const [sender, receiver, pair] = [createEnd(), createEnd(), createChannelPair()];
    sender.lane.attach(pair.left);
    receiver.lane.attach(pair.right);
    const sent = [sender.lane.send(new Uint8Array(30).fill(1)), sender.lane.send(new Uint8Array()), sender.lane.send(new Uint8Array([7]))];
    settle(pair);
    expect(receiver.received).toEqual([Array(30).fill(1), [], [7]]);
    await expect(Promise.all(sent)).resolves.toEqual([true, true, true]);
  });

  it("delivers each message once, wherever connections are cut", () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 12 });
    const cuts = fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 8 });
    fc.assert(
      fc.property(sizes, cuts, (lengths, carried) => {
        const [sender, receiver] = [createEnd(), createEnd()];
        const messages = lengths.map((length, index) => new Uint8Array(length).fill(index));
        for (const message of messages) void sender.lane.send(message);
        for (const steps of [...carried, undefined]) {
          const pair = createChannelPair();
          sender.lane.attach(pair.left);
          receiver.lane.attach(pair.right);
          if (steps === undefined) settle(pair);
          for (let step = 0; step < (steps ?? 0); step += 1) {
            pair.carry(1);
            vi.advanceTimersByTime(4);
          }
          pair.cut();
        }
        expect(receiver.received).toEqual(messages.map((message) => [...message]));
      }),
      { numRuns: 60 },
    );
  });

  it("hands the channel no more than its high water", () => {
    const [sender, receiver, pair] = [createEnd(), createEnd(), createChannelPair()];
    sender.lane.attach(pair.left);
    receiver.lane.attach(pair.right);
    void sender.lane.send(new Uint8Array(1_000));
    pair.carry();
    expect(pair.left.bufferedAmount).toBeGreaterThan(0);
    expect(pair.left.bufferedAmount).toBeLessThan(64 + 32);
  });

  it("waits while something more urgent does", () => {
    let urgent = true;
    const [sender, receiver, pair] = [createEnd({ yields: () => urgent }), createEnd(), createChannelPair()];
    sender.lane.attach(pair.left);
    receiver.lane.attach(pair.right);
    void sender.lane.send(new Uint8Array([1]));
    settle(pair);
    expect(receiver.received).toEqual([]);
    urgent = false;
    sender.lane.resume();
    settle(pair);
    expect(receiver.received).toEqual([[1]]);
  });

  it("takes nothing more from a side that breaks the rules", () => {
    const attacks = [
      new Uint8Array([9, 9]),
      encodeFrame({ kind: "data", id: 0, index: 0, count: 0xffff_ffff, bytes: new Uint8Array(4) }),
      encodeFrame({ kind: "data", id: 0, index: 0, count: 1, bytes: new Uint8Array(5) }),
      encodeFrame({ kind: "ack", id: 4, chunks: 0 }),
    ];
    for (const attack of attacks) {
      const [victim, pair] = [createEnd(), createChannelPair()];
      victim.lane.attach(pair.left);
      pair.right.send(attack);
      pair.right.send(encodeFrame({ kind: "data", id: 0, index: 0, count: 1, bytes: new Uint8Array([1]) }));
      pair.carry();
      expect(victim.violations()).toBe(1);
      expect(victim.received).toEqual([]);
    }
  });

  it("tells waiting senders when it is closed", async () => {
    const sender = createEnd();
    const sent = sender.lane.send(new Uint8Array([1]));
    sender.lane.close();
    await expect(sent).resolves.toBe(false);
  });
});
