import { parseInvite, TfxError } from "@tfx/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Settings } from "../settings/settings.ts";
import { createFakePlatform, openFakeApp } from "../testing/fake-app.ts";
import { createFakeParticipant, createFakeRoom, createFakeSession } from "../testing/fake-session.ts";
import { createTabStore } from "../testing/tab-store.ts";
import { createVisitModel } from "./visit-model.ts";

const invite = parseInvite(`https://call.example/r/amber-otter-lake#k=${"a".repeat(43)}`, "");
let end = new AbortController();
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  end.abort();
  end = new AbortController();
  vi.useRealTimers();
});
const settle = () => vi.advanceTimersByTimeAsync(0);

const open = async (options: { tabStore?: ReturnType<typeof createTabStore>; settings?: Partial<Settings> } = {}) => {
  const room = createFakeRoom({ people: [createFakeParticipant("Amara")] });
  const session = createFakeSession({ join: room });
  const { tabStore = createTabStore() } = options;
  const platform = { ...createFakePlatform(() => session), tabStore };
  const app = await openFakeApp(platform, { end: end.signal, settings: { name: "Ravi", ...options.settings } });
  const visit = createVisitModel(app, { invite, newCall: vi.fn(), others: [], end: end.signal });
  await settle();
  return { room, session, platform, app, visit, tabStore };
};
type Opened = Awaited<ReturnType<typeof open>>;

const join = async ({ visit }: Opened) => {
  const phase = visit.phase.value;
  if (phase.at === "lobby") phase.lobby.join.value?.();
  await settle();
};
const callOf = ({ visit }: Opened) => (visit.phase.value.at === "call" ? visit.phase.value.call : undefined);
const endedOf = ({ visit }: Opened) => (visit.phase.value.at === "ended" ? visit.phase.value.ended : undefined);

describe("a visit", () => {
  it("begins in the lobby and goes into the call with the same devices", async () => {
    const opened = await open();
    expect(opened.visit.phase.value.at).toBe("lobby");
    const { track } = opened.session.media.camera;
    const before = track.value;
    await join(opened);
    expect(opened.visit.phase.value.at).toBe("call");
    expect(track.value).toBe(before);
    expect(opened.session.media.camera.state.value).toBe("on");
  });

  it("is remembered with the people met, unless that is not wanted", async () => {
    const opened = await open();
    await join(opened);
    expect(opened.app.recents.list.value).toMatchObject([{ invite: { room: "amber-otter-lake" }, names: ["Amara"] }]);
    const forgetful = await open({ settings: { rememberRecents: false } });
    await join(forgetful);
    expect(forgetful.app.recents.list.value).toEqual([]);
  });

  it("ends with no lamp lit when one leaves, and can go on", async () => {
    const opened = await open();
    await join(opened);
    callOf(opened)?.leave();
    await settle();
    expect(endedOf(opened)?.words.value.title).toBe("You left the call");
    expect(opened.session.media.camera.state.value).toBe("off");
    expect(opened.session.media.microphone.state.value).toBe("off");
    endedOf(opened)?.rejoin?.();
    await settle();
    expect(opened.visit.phase.value.at).toBe("call");
    expect(opened.session.media.camera.state.value).toBe("on");
  });

  it.each([
    ["room/removed", "You were removed from the call", false],
    ["room/ended", "The call has ended", true],
    ["session/replaced", "The call goes on elsewhere", true],
    ["server/unreachable", "The call broke off", true],
  ] as const)("says for %s what happened, and offers to come back only where that can be", async (code, title, canRejoin) => {
    const opened = await open();
    await join(opened);
    opened.session.problem.value = new TfxError(code);
    opened.session.room.value = undefined;
    await settle();
    expect(endedOf(opened)?.words.value.title).toBe(title);
    expect(endedOf(opened)?.rejoin !== undefined).toBe(canRejoin);
  });

  it("goes straight back into the call after a reload, muted if it was", async () => {
    const tabStore = createTabStore();
    const before = await open({ tabStore });
    await join(before);
    callOf(before)?.actions.value.get("microphone")?.run?.();
    end.abort();
    end = new AbortController();
    const after = await open({ tabStore });
    await settle();
    expect(after.visit.phase.value.at).toBe("call");
    expect(after.session.media.microphone.state.value).toBe("muted");
  });

  it("does not go back in after leaving, nor into another room", async () => {
    const tabStore = createTabStore();
    const opened = await open({ tabStore });
    await join(opened);
    callOf(opened)?.leave();
    expect((await open({ tabStore })).visit.phase.value.at).toBe("lobby");
  });

  it("falls back to the lobby when the way back is closed", async () => {
    const tabStore = createTabStore();
    await join(await open({ tabStore }));
    const session = createFakeSession({ join: new TfxError("room/locked"), peek: new TfxError("room/locked") });
    const app = await openFakeApp({ ...createFakePlatform(() => session), tabStore }, { end: end.signal, settings: { name: "Ravi" } });
    const visit = createVisitModel(app, { invite, newCall: vi.fn(), others: [], end: end.signal });
    await settle();
    expect(visit.phase.value).toMatchObject({ at: "lobby" });
  });

  it("tells the shell how it stands, and obeys it", async () => {
    const opened = await open();
    await join(opened);
    expect(opened.platform.reports.at(-1)).toMatchObject({ phase: "call", muted: false, others: ["Amara"] });
    opened.platform.command("toggle-microphone");
    expect(opened.platform.reports.at(-1)).toMatchObject({ muted: true });
    opened.platform.command("leave");
    await settle();
    expect(opened.platform.reports.at(-1)).toMatchObject({ phase: "ended" });
  });

  it("closes the session when the page goes elsewhere", async () => {
    const opened = await open();
    await join(opened);
    end.abort();
    expect(opened.session.asked).toContain("dispose");
    expect(opened.platform.reports.at(-1)).toBeUndefined();
  });
});
