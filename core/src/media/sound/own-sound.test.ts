import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TfxError } from "@tfx/protocol";
import { createOwnSound } from "./own-sound.ts";
import type { VoiceEvents, VoiceGraph } from "./voice-graph.ts";
import type { VoiceWish } from "./worklet/voice-chain.ts";

// Tracks cannot be made outside of a browser; nothing here looks into them.
const trackOf = (name: string) => ({ id: name }) as MediaStreamTrack;
const raw = trackOf("microphone");
const clean: VoiceWish = { clean: true, gain: 1 };
const idle: VoiceWish = { clean: false, gain: 1 };

const setUp = () => {
  const wishes: VoiceWish[] = [];
  const opened: { events: VoiceEvents; settle: (graph: VoiceGraph) => void; fail: (error: TfxError) => void }[] = [];
  const closed: string[] = [];
  const sound = createOwnSound({
    open: (_track, events) => new Promise((settle, fail) => opened.push({ events, settle, fail })),
  });
  const graph = { track: trackOf("voice"), wish: (wish: VoiceWish) => void wishes.push(wish), close: () => void closed.push("graph") };
  const start = async () => {
    sound.set(clean);
    const route = sound.process(raw);
    opened[0]?.settle(graph);
    await vi.advanceTimersByTimeAsync(0);
    return { route, sent: () => route.track.value.id, tell: (isCalm: boolean) => opened[0]?.events.onVoice({ isCalm }) };
  };
  return { sound, wishes, opened, closed, start };
};

describe("the own sound", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is the microphone's own track, with nothing loaded, while nothing is to be done", () => {
    const { sound, opened } = setUp();
    sound.set(idle);
    expect(sound.process(raw).track.value).toBe(raw);
    expect(opened).toEqual([]);
  });

  it("changes over in a pause, as it came, and loses its noise only then", async () => {
    const { start, wishes, sound } = setUp();
    const { sent, tell } = await start();
    tell(false);
    expect([sent(), wishes]).toEqual(["microphone", []]);
    tell(true);
    expect([sent(), wishes]).toEqual(["voice", [clean]]);
    expect(sound.state.value.running).toBe(true);
  });

  it("does not wait for a pause for ever", async () => {
    const { start } = setUp();
    const { sent, tell } = await start();
    tell(false);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(sent()).toBe("voice");
  });

  it("never changes over to a graph that gives no sound", async () => {
    const { start } = setUp();
    const { sent } = await start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent()).toBe("microphone");
  });

  it("goes back the same way, and ends the graph then", async () => {
    const { start, sound, wishes, closed } = setUp();
    const { sent, tell } = await start();
    tell(true);
    sound.set(idle);
    expect([sent(), wishes.at(-1), closed]).toEqual(["voice", idle, []]);
    tell(true);
    expect([sent(), closed]).toEqual(["microphone", ["graph"]]);
  });

  it("stays when the person changes their mind before the pause", async () => {
    const { start, sound, wishes, closed } = setUp();
    const { sent, tell } = await start();
    tell(true);
    sound.set(idle);
    sound.set(clean);
    tell(true);
    expect([sent(), wishes.at(-1), closed]).toEqual(["voice", clean, []]);
  });

  it("is the microphone's own while the context sleeps", async () => {
    const { start, opened } = setUp();
    const { sent, tell } = await start();
    tell(true);
    opened[0]?.events.onAsleep();
    expect(sent()).toBe("microphone");
    tell(true);
    expect(sent()).toBe("voice");
  });

  it("goes on without a graph that cannot be made or breaks, and says so", async () => {
    const { sound, opened } = setUp();
    sound.set(clean);
    const route = sound.process(raw);
    opened[0]?.fail(new TfxError("media/failed"));
    await vi.advanceTimersByTimeAsync(0);
    expect(route.track.value).toBe(raw);
    expect(sound.state.value.problem?.code).toBe("media/failed");
  });

  it("opens no graph on a microphone that has been given back", async () => {
    const { sound, opened } = setUp();
    sound.process(raw)[Symbol.dispose]();
    sound.set(clean);
    expect(opened).toEqual([]);
  });

  it("closes a graph that comes too late", async () => {
    const { start, closed } = setUp();
    const { route } = await start();
    route[Symbol.dispose]();
    expect(closed).toEqual(["graph"]);
  });
});
