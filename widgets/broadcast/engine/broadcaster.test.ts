import { describe, expect, it, vi } from "vitest";
import {
  TfxError,
  type Broadcast,
  type BroadcastLink,
  type BroadcastPlace,
  type BroadcastProblem,
  type BroadcastState,
} from "@tfx/widget-sdk";
import { readChoices, type Choices } from "../choices.ts";
import { createBroadcaster } from "./broadcaster.ts";
import type { Stage } from "./stage.ts";

/** A value that a test changes. */
const createLive = <T>(first: T) => {
  const listeners = new Set<(value: T) => void>();
  let value = first;
  return {
    get value() {
      return value;
    },
    on(listen: (value: T) => void, { signal }: { signal?: AbortSignal | undefined } = {}) {
      listeners.add(listen);
      signal?.addEventListener("abort", () => listeners.delete(listen), { once: true });
      return () => void listeners.delete(listen);
    },
    set(next: T) {
      value = next;
      for (const listen of listeners) listen(next);
    },
  };
};

/** A call whose host writes down what is asked of it. */
const setUp = ({ refuses, hasGateway = true }: { refuses?: TfxError; hasGateway?: boolean } = {}) => {
  const done: string[] = [];
  const told: boolean[] = [];
  const life = new AbortController();
  const viewers = createLive<number | undefined>(undefined);
  const leftOut = createLive<ReadonlySet<string>>(new Set(["mei"]));
  const state = createLive<BroadcastState>("connecting");
  const problem = createLive<BroadcastProblem | undefined>(undefined);
  const broadcast = async ({
    endpoint,
    token,
    maxKbps,
  }: {
    endpoint: string;
    token?: string | undefined;
    maxKbps: number;
  }): Promise<Broadcast> => {
    if (refuses !== undefined) throw refuses;
    done.push(`sends ${maxKbps} to ${endpoint} with ${token}`);
    state.set("connecting");
    return {
      state,
      problem,
      stats: createLive(undefined),
      setPaused: (paused) => void done.push(`paused ${paused}`),
      async close() {
        done.push("closed broadcast");
        state.set("idle");
      },
    };
  };
  const link = createLive<BroadcastLink>({ watchUrl: "https://call.example/watch.html?stream=film" });
  const place: BroadcastPlace = {
    gateway: "https://live.example",
    stream: "film",
    endpoint: "https://live.example/whip/film",
    token: "granted",
    link,
    viewers,
    describe: async ({ title, listed, poster }) => {
      done.push(`described ${title} ${listed} ${poster?.size}`);
      return true;
    },
    setBreak: async (isOn) => done.push(`told of break ${isOn}`) > 0,
    setTexts: () => undefined,
    sendTexts: async () => ({ kind: "taken" }),
    end: async () => done.push("ended there") > 0,
    close: () => void done.push("closed place"),
  };
  const context = {
    signal: life.signal,
    log: { debug: () => undefined, warn: () => undefined, error: () => undefined },
    trusted: { broadcast, broadcastPlace: async () => (hasGateway ? place : undefined), leftOut },
  };
  const stages: AbortController[] = [];
  const openStage = (): Stage => ({
    // Streams are made by browsers alone; this one has no picture.
    stream: { getVideoTracks: () => [] as MediaStreamTrack[] } as MediaStream,
    ready: Promise.resolve(),
    lost: stages[stages.push(new AbortController()) - 1]?.signal ?? life.signal,
    setMode: (mode) => void done.push(mode),
    setLayout: () => undefined,
    setHeight: (height) => void done.push(`${height} lines`),
    close: () => undefined,
  });
  const one = createBroadcaster({
    context,
    stage: openStage,
    onDescribed: (taken) => told.push(taken),
    onRenewed: () => done.push("renewed"),
  });
  const start = (change: Partial<Choices> = {}, token = "") =>
    one.start({ choices: { ...readChoices(undefined), ...change }, token, poster: new Blob(["12345"]), title: "Talk" });
  return { one, start, done, told, link, state, problem, viewers, leftOut, life, lose: () => stages.at(-1)?.abort() };
};

describe("a broadcast to the gateway of the deployment", () => {
  it("is sent under the granted name, and named there", async () => {
    const { one, start, done, told } = setUp();
    await start({ poster: "file", listed: true });
    expect(done).toEqual(["live", "sends 2500 to https://live.example/whip/film with granted", "described Talk true 5"]);
    expect(told).toEqual([true]);
    expect(one.phase.value).toBe("running");
    expect(one.place.value?.stream).toBe("film");
  });

  it("is watched by another link once the server has given new tokens", async () => {
    const { one, link, start } = setUp();
    await start();
    expect(one.link.value?.watchUrl).toBe("https://call.example/watch.html?stream=film");
    link.set({ watchUrl: "https://call.example/watch.html?stream=film#token=new", viewToken: "new" });
    expect(one.link.value?.viewToken).toBe("new");
    await one.end();
    expect(one.link.value).toBeUndefined();
  });

  it("has breaks, and counts who watches", async () => {
    const { one, start, done, state, viewers } = setUp();
    await start();
    state.set("live");
    viewers.set(7);
    viewers.set(3);
    one.setPaused(true);
    one.setPaused(false);
    expect(done.slice(3)).toEqual(["break", "paused true", "told of break true", "paused false", "live", "told of break false"]);
    expect(one.viewers.value).toBe(3);
    await one.end();
    expect(one.ended.value?.peakViewers).toBe(7);
  });

  it("is named again when it comes back: the gateway may have forgotten", async () => {
    const { start, done, state } = setUp();
    await start({ poster: "file" });
    state.set("live");
    state.set("paused");
    state.set("live");
    expect(done.filter((line) => line.startsWith("described"))).toHaveLength(1);
    state.set("reconnecting");
    state.set("live");
    await expect.poll(() => done.filter((line) => line === "described Talk false 5")).toHaveLength(2);
  });

  it("is said again to have a break, or none, when it comes back", async () => {
    const { one, start, done, state } = setUp();
    await start();
    state.set("live");
    one.setPaused(true);
    for (const back of ["paused", "live"] as const) {
      state.set(back);
      done.length = 0;
      state.set("reconnecting");
      state.set(back);
      expect(done).toContain(`told of break ${back === "paused"}`);
    }
  });

  it("loses its picture of the call when somebody asks to be left out, and gets another", async () => {
    vi.useFakeTimers();
    try {
      const { start, done, leftOut } = setUp();
      await start({ poster: "now" });
      const described = (): number => done.filter((line) => line.startsWith("described")).length;
      leftOut.set(new Set());
      await vi.advanceTimersByTimeAsync(10_000);
      expect(described()).toBe(1);
      leftOut.set(new Set(["jonas"]));
      await vi.advanceTimersByTimeAsync(0);
      expect(described()).toBe(2);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(described()).toBe(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it("keeps a picture of the person's own, whoever asks to be left out", async () => {
    const { one, start, done, leftOut } = setUp();
    await start({ poster: "file" });
    leftOut.set(new Set(["jonas"]));
    await one.end();
    expect(done.filter((line) => line.startsWith("described"))).toEqual(["described Talk false 5"]);
  });

  it("ends there as well, so that nobody waits for it to come back", async () => {
    const { one, start, done } = setUp();
    await start();
    await one.end();
    expect(done.slice(3)).toEqual(["closed broadcast", "ended there", "closed place", "preview"]);
    expect(one.phase.value).toBe("idle");
    expect(one.place.value).toBeUndefined();
  });

  it("ends there when the widget goes", async () => {
    const { start, done, life } = setUp();
    await start();
    life.abort();
    expect(done).toContain("ended there");
  });

  it("is off air once it has failed, says why, and can be begun again at the same place", async () => {
    const { one, start, done, state, problem } = setUp();
    await start();
    state.set("live");
    problem.set({ reason: "token", status: 401, text: "Show a token." });
    state.set("failed");
    expect(done).toContain("closed broadcast");
    expect(one.state.value).toBe("failed");
    expect(one.problem.value).toEqual({ word: "problem.token", said: "Show a token." });
    problem.set(undefined);
    await one.again();
    expect(one.state.value).toBe("connecting");
    expect(one.problem.value).toBeUndefined();
    expect(done.filter((line) => line.startsWith("sends"))).toHaveLength(2);
  });
});

describe("a broadcast whose picture breaks off", () => {
  it("begins anew with another, as often as that happens, and says so", async () => {
    const { one, start, done, state, lose } = setUp();
    await start({ height: 720 });
    state.set("live");
    one.setHeight(360);
    done.length = 0;
    lose();
    await expect.poll(() => done.at(-1)).toBe("renewed");
    expect(done).toEqual(["closed broadcast", "360 lines", "live", "sends 2500 to https://live.example/whip/film with granted", "renewed"]);
    expect([one.phase.value, one.state.value]).toEqual(["running", "connecting"]);
    done.length = 0;
    lose();
    await expect.poll(() => done.at(-1)).toBe("renewed");
  });

  it("stays in its break", async () => {
    const { one, start, done, state, lose } = setUp();
    await start();
    state.set("paused");
    one.setPaused(true);
    done.length = 0;
    lose();
    await expect.poll(() => done.at(-1)).toBe("renewed");
    expect(done.slice(2, 3)).toEqual(["break"]);
    expect(done).toContain("paused true");
  });

  it("does not begin again what has failed or was ended", async () => {
    const failed = setUp();
    await failed.start();
    failed.state.set("failed");
    failed.lose();
    await expect.poll(() => failed.done.at(-1)).toBe("live");
    expect(failed.done).not.toContain("renewed");
    const ended = setUp();
    await ended.start();
    await ended.one.end();
    ended.done.length = 0;
    ended.lose();
    await Promise.resolve();
    expect(ended.done).toEqual([]);
  });
});

describe("a broadcast elsewhere", () => {
  it("goes to the address that was typed, with its key, and asks nobody for a name", async () => {
    const { one, start, done } = setUp();
    await start({ target: "other", endpoint: "https://other.example/whip", height: 360 }, "key");
    expect(done).toEqual(["live", "sends 900 to https://other.example/whip with key"]);
    expect(one.place.value).toBeUndefined();
  });

  it("does not begin at what is no address, or where there is no gateway", async () => {
    const { one, start, done } = setUp({ hasGateway: false });
    await start({ target: "other", endpoint: "http://other.example/whip" });
    await start();
    expect(one.problem.value).toEqual({ word: "problem.not-found" });
    expect(one.phase.value).toBe("idle");
    expect(done).not.toContain("live");
  });
});

it("says what is in the way of a start", async () => {
  const { one, start, done } = setUp({ refuses: new TfxError("widget/revoked") });
  await start();
  expect(one.problem.value).toEqual({ word: "problem.revoked" });
  expect(done.slice(-2)).toEqual(["closed place", "preview"]);
  expect(one.phase.value).toBe("idle");
});
