import { withholdPicture, type TrackProcessor } from "@tfx/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFakePlatform, openFakeApp } from "../testing/fake-app.ts";
import { createFakeMedia } from "../testing/fake-media.ts";
import { createFakeSession } from "../testing/fake-session.ts";
import { createTabStore } from "../testing/tab-store.ts";
import { createHeldPicture } from "./held-picture.ts";

const chain: TrackProcessor = withholdPicture.bind(undefined);
let end = new AbortController();
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  end.abort();
  end = new AbortController();
  vi.useRealTimers();
});

/** A page of the tab; opening another is a reload, at which nothing of the one before ends in an orderly way. */
const open = async (tabStore: ReturnType<typeof createTabStore>, room = "amber-otter-lake") => {
  const page = new AbortController();
  const media = createFakeMedia();
  const app = await openFakeApp({ ...createFakePlatform(() => createFakeSession({})), tabStore }, { end: end.signal });
  const held = createHeldPicture(app, { media, room, end: AbortSignal.any([page.signal, end.signal]) });
  return { held, app, sent: () => media.processors.get("camera"), leave: () => page.abort() };
};

const openAfterReload = async () => {
  const store = createTabStore();
  const before = await open(store);
  before.held.use(chain);
  before.held.note("own-filters", true);
  before.held.note("data duotone", true);
  return { store, ...(await open(store)) };
};

describe("the own picture after a reload", () => {
  it("goes its own way at once where nothing was hidden", async () => {
    const { held, sent } = await open(createTabStore());
    expect(sent()).toBeUndefined();
    held.use(chain);
    expect(sent()).toBe(chain);
  });

  it("is withheld until all that hid something in it do so again", async () => {
    const { held, sent } = await openAfterReload();
    expect([...held.waitsFor.value]).toEqual(["own-filters", "data duotone"]);
    expect(sent()).toBe(withholdPicture);
    held.use(chain);
    held.note("another", false);
    held.note("own-filters", true);
    expect(sent()).toBe(withholdPicture);
    held.note("data duotone", true);
    expect(sent()).toBe(chain);
  });

  it("is withheld after a second reload that came before they were back", async () => {
    const first = await openAfterReload();
    first.held.note("own-filters", true);
    const { held } = await open(first.store);
    expect([...held.waitsFor.value]).toEqual(["own-filters", "data duotone"]);
  });

  it("is sent once they hide nothing any more, and in another room", async () => {
    const { held, sent, store } = await openAfterReload();
    expect((await open(store, "another-room")).sent()).toBeUndefined();
    held.note("own-filters", false);
    held.note("data duotone", false);
    expect(sent()).toBeUndefined();
    expect((await open(store)).sent()).toBeUndefined();
  });

  it("is sent when the person says so, who is asked after a while", async () => {
    const { app, sent } = await openAfterReload();
    expect(app.toasts.shown.value).toEqual([]);
    vi.advanceTimersByTime(15_000);
    const [toast] = app.toasts.shown.value;
    expect(toast?.text).toMatch(/^Nobody sees you/);
    vi.advanceTimersByTime(600_000);
    toast?.action?.run();
    expect(sent()).toBeUndefined();
    expect(app.toasts.shown.value).toEqual([]);
  });

  it("is withheld when what hid something ends by itself, and goes on when that is back", async () => {
    const { held, sent } = await open(createTabStore());
    held.use(chain);
    held.note("theirs", true);
    held.note("other", false);
    held.lose("other");
    expect(sent()).toBe(chain);
    held.lose("theirs");
    expect(sent()).toBe(withholdPicture);
    held.note("theirs", true);
    expect(sent()).toBe(chain);
  });

  it("is nothing of the next call's", async () => {
    const ended = await openAfterReload();
    ended.held.forget();
    expect((await open(ended.store)).sent()).toBeUndefined();
    const left = await openAfterReload();
    left.leave();
    expect((await open(left.store)).sent()).toBeUndefined();
  });
});
