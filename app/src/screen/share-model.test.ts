import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PageOrder, PageWish, SharedPage } from "../ink/shared-page.ts";
import { openFakeApp, createFakePlatform } from "../testing/fake-app.ts";
import { createFakeMedia } from "../testing/fake-media.ts";
import { createFakeRoom, createFakeSession } from "../testing/fake-session.ts";
import { createShareModel } from "./share-model.ts";
import "./share-drawing.ts";

let end: AbortController;
beforeEach(() => void (end = new AbortController()));
afterEach(() => end.abort());

const createPage = (handle: string) => {
  const orders: PageOrder[] = [];
  const listeners = new Set<(wish: PageWish) => void>();
  const page: SharedPage = {
    handle,
    title: `Page ${handle}`,
    order: (order) => void orders.push(order),
    onWish: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { page, orders, wish: (wish: PageWish) => listeners.forEach((listener) => listener(wish)) };
};

const openShare = async (settings: { othersDraw?: boolean } = {}) => {
  const pages = signal<readonly SharedPage[]>([]);
  const platform = { ...createFakePlatform(() => createFakeSession()), sharedPages: { pages } };
  const app = await openFakeApp(platform, { end: end.signal, settings });
  const { screen } = createFakeMedia();
  const othersShare = signal(true);
  const share = createShareModel(app, { screen, room: createFakeRoom(), name: "Me", othersShare, end: end.signal });
  const drawing = await vi.waitFor(() => {
    if (share.drawing.value === undefined) throw new Error("drawing is not here yet");
    return share.drawing.value;
  });
  const texts = () => app.toasts.shown.value.map(({ text }) => text);
  return { share, drawing, screen, pages, app, texts };
};

test("others may not draw on a share until they are let, unless the setting says so", async () => {
  const { share, screen } = await openShare();
  await screen.start();
  expect(screen.facts.value.drawing).toBe("off");
  share.letDraw(true);
  expect(screen.facts.value.drawing).toBe("picture");
  screen.stop();
  await screen.start();
  expect(screen.facts.value.drawing).toBe("off");
  const kind = await openShare({ othersDraw: true });
  await kind.screen.start();
  expect(kind.screen.facts.value.drawing).toBe("picture");
});

test("a prepared page is offered; shared, it is drawn on itself", async () => {
  const { drawing, screen, pages } = await openShare();
  const { page, orders } = createPage("a");
  pages.value = [page];
  expect(drawing.offered.value).toBe(page);
  screen.captureHandle.value = "a";
  await screen.start();
  expect(drawing.page.value).toBe(page);
  expect(drawing.offered.value).toBeUndefined();
  expect(screen.facts.value.drawing).toBe("page");
  expect(orders[0]).toMatchObject({ do: "begin", allowed: true, presenter: { name: "Me" } });
});

test("whoever presents can forbid it on the page, and end it there", async () => {
  const { drawing, screen, pages, texts } = await openShare();
  const { page, orders, wish } = createPage("a");
  pages.value = [page];
  screen.captureHandle.value = "a";
  await screen.start();
  wish("forbid");
  expect(screen.facts.value.drawing).toBe("off");
  expect(orders.at(-1)).toMatchObject({ allowed: false });
  wish("allow");
  expect(screen.facts.value.drawing).toBe("page");
  wish("close");
  expect(drawing.page.value).toBeUndefined();
  expect(screen.facts.value.drawing).toBe("off");
  expect(texts()).toEqual([]);
});

test("when the page is left drawing goes over the picture, and that is said", async () => {
  const { drawing, screen, pages, texts } = await openShare();
  pages.value = [createPage("a").page];
  screen.captureHandle.value = "a";
  await screen.start();
  pages.value = [];
  expect(drawing.page.value).toBeUndefined();
  expect(screen.facts.value.drawing).toBe("picture");
  expect(texts()).toEqual([expect.stringContaining("The page was left")]);
});

test("a page that claims the handle of another tab is not drawn on", async () => {
  const { drawing, screen, pages } = await openShare();
  pages.value = [createPage("a").page];
  screen.captureHandle.value = "b";
  await screen.start();
  expect(drawing.page.value).toBeUndefined();
});

test("a share that the browser's own bar has ended is noticed", async () => {
  const { share, screen, texts } = await openShare();
  await screen.start();
  screen.state.value = "off";
  screen.endedBy.value = "browser";
  expect(share.isOn.value).toBe(false);
  expect(texts()).toEqual(["You no longer share anything"]);
});

test("pausing tells the others, and going on too", async () => {
  const { share, screen } = await openShare();
  await screen.start();
  share.togglePause();
  expect(screen.facts.value.paused).toBe(true);
  share.togglePause();
  expect(screen.facts.value.paused).toBe(false);
});

test("another page than the prepared one is said to be another, and is offered no more", async () => {
  const { drawing, screen, pages, texts } = await openShare();
  pages.value = [createPage("a").page];
  await screen.start();
  // Nothing of a track is used here but that it is another.
  screen.track.value = {} as MediaStreamTrack;
  expect(drawing.offered.value).toBeUndefined();
  expect(texts()).toEqual([expect.stringContaining("That is another page")]);
});
