import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Moment } from "./moment.ts";
import { createSources, type OpenSource, type Wish } from "./sources.ts";
import { createEnd } from "./ways/create-end.ts";
import type { Opened, Playback, PlaybackKind } from "./ways/playback.ts";

const on: Moment = { is: "on", isBreak: false };
const over: Moment = { is: "over", recording: undefined };

/** A source that a test ends by hand. */
const createSource = (kind: PlaybackKind) => {
  const { over: end, finish } = createEnd();
  const seeks: number[] = [];
  const closed = vi.fn(() => finish("lost"));
  const playback: Playback = {
    kind,
    behindMs: signal(undefined),
    isSilent: signal(false),
    shownMs: () => undefined,
    heldFromMs: () => undefined,
    seekTo: (ms) => seeks.push(ms) > 0,
    seekToLive: () => undefined,
    over: end,
    close: closed,
  };
  return { opened: { kind: "playing", playback } as const, playback, seeks, closed, finish };
};

let life: AbortController;
beforeEach(() => {
  vi.useFakeTimers();
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

const watch = (answer: (wish: Wish) => Opened, moment = signal<Moment>(on)) => {
  const wishes: Wish[] = [];
  const open: OpenSource = (wish) => Promise.resolve(answer((wishes.push(wish), wish)));
  const begin = vi.fn();
  const sources = createSources({ followed: { moment }, open, begin, signal: life.signal });
  return { sources, wishes, moment, begin };
};
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1);

describe("sources", () => {
  it("play as soon as it is on, and not before", async () => {
    const direct = createSource("direct");
    const { sources, wishes, moment, begin } = watch(() => direct.opened, signal<Moment>({ is: "unknown" }));
    await settle();
    expect(wishes).toEqual([]);
    moment.value = on;
    await settle();
    expect(sources.playback.value).toBe(direct.playback);
    expect(begin).toHaveBeenCalledOnce();
  });

  it("are opened again when they were lost", async () => {
    const all = [createSource("direct"), createSource("direct")];
    const { sources, wishes } = watch(() => all[wishes.length - 1]?.opened ?? { kind: "later", retryMs: 60_000 });
    await settle();
    all[0]?.finish("lost");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(wishes).toHaveLength(2);
    expect(sources.playback.value).toBe(all[1]?.playback);
  });

  it("go on while the gateway does not answer, and end when it is over", async () => {
    const direct = createSource("direct");
    const { sources, moment } = watch(() => direct.opened);
    await settle();
    moment.value = { is: "unreachable" };
    await settle();
    expect(direct.closed).not.toHaveBeenCalled();
    moment.value = over;
    await settle();
    expect(direct.closed).toHaveBeenCalled();
    expect(sources.playback.value).toBeUndefined();
  });

  it("let those who are a little behind see the end", async () => {
    const fed = createSource("hls");
    const { sources, moment, wishes } = watch(() => fed.opened);
    await settle();
    moment.value = over;
    await settle();
    expect(fed.closed).not.toHaveBeenCalled();
    fed.finish("ended");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sources.playback.value).toBeUndefined();
    expect(wishes).toHaveLength(1);
  });

  it("seek in what plays when it can, and open the past only once", async () => {
    const [direct, past] = [createSource("direct"), createSource("past")];
    const { sources, wishes } = watch(({ target }) => (target.at === "past" ? past : direct).opened);
    await settle();
    sources.go({ at: "past", fromMs: 1_000 });
    await settle();
    sources.go({ at: "past", fromMs: 2_000 });
    await settle();
    expect(direct.closed).toHaveBeenCalled();
    expect(wishes.map(({ target }) => target.at)).toEqual(["live", "past"]);
    expect(past.seeks).toEqual([2_000]);
  });

  it("leave a recording at its end", async () => {
    const recording = createSource("recording");
    const { sources, wishes } = watch(() => recording.opened, signal<Moment>(over));
    sources.go({ at: "recording", id: "r" });
    await settle();
    recording.finish("ended");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(wishes).toHaveLength(1);
    expect(recording.closed).not.toHaveBeenCalled();
    expect(sources.playback.value).toBe(recording.playback);
  });

  it("remember that WebRTC is kept out, until somebody asks for it again", async () => {
    const fed = createSource("hls");
    const { sources, wishes } = watch(({ mayBeDirect, onNoDirectWay }) => {
      if (mayBeDirect) onNoDirectWay();
      return fed.opened;
    });
    await settle();
    expect(sources.hasNoDirectWay.value).toBe(true);
    sources.setWay("smooth");
    await settle();
    expect(wishes.at(-1)).toMatchObject({ way: "smooth", mayBeDirect: false });
    sources.setWay("live");
    await settle();
    expect(wishes.at(-1)).toMatchObject({ way: "live", mayBeDirect: true });
  });

  it.each([
    [{ kind: "full", retryMs: 5_000 }, "full"],
    [{ kind: "not-allowed" }, "not-allowed"],
    [{ kind: "unsupported" }, "cannot-play"],
  ] as const)("say why nothing plays: %o", async (answer, problem) => {
    const { sources, wishes } = watch(() => answer);
    await settle();
    expect(sources.problem.value).toBe(problem);
    await vi.advanceTimersByTimeAsync(5_100);
    expect(wishes).toHaveLength(2);
  });
});
