import { signal } from "@preact/signals";
import type { ScreenFacts } from "@tfx/core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFakeParticipant, createFakeRoom, fakeId } from "../testing/fake-session.ts";
import { createInkModel } from "./ink-model.ts";
import type { PageOrder, SharedPage } from "./shared-page.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const mark = (share: string) => ({ do: "draw", share, stroke: 1, from: 0, points: [0.25, 0.5, 0.75, 0.5] });

const openInk = (drawing: ScreenFacts["drawing"] = "off") => {
  const [amara, jonas] = [createFakeParticipant("Amara"), createFakeParticipant("Jonas")];
  const room = createFakeRoom({ people: [amara, jonas] });
  const orders: PageOrder[] = [];
  const page = signal<SharedPage | undefined>({
    handle: "h",
    title: "Plans",
    order: (order) => void orders.push(order),
    onWish: () => () => undefined,
  });
  const facts = signal<ScreenFacts>({ paused: false, drawing });
  const end = new AbortController();
  const model = createInkModel({ room, name: "Self", screen: { facts }, page, end: end.signal });
  const linesOn = (share: ReturnType<typeof fakeId>) => model.on(share).board.scene(performance.now()).lines;
  return { amara, jonas, room, orders, facts, model, linesOn };
};

test("what others draw over a picture is seen with their name, as their link says it", () => {
  const { amara, jonas, room, linesOn } = openInk();
  amara.media.value = { ...amara.media.value, screen: { paused: false, drawing: "picture" } };
  room.receive("tfx.ink", { from: jonas.id, value: { ...mark(amara.id), author: "Amara" } });
  expect(linesOn(amara.id).map(({ author, points }) => [author.name, points])).toEqual([["Jonas", [0.25, 0.5, 0.75, 0.5]]]);
});

test("what the presenter has not allowed is dropped, and nobody draws where nothing is shared", () => {
  const { amara, jonas, room, linesOn, orders } = openInk();
  room.receive("tfx.ink", { from: jonas.id, value: mark(amara.id) });
  room.receive("tfx.ink", { from: jonas.id, value: mark(room.self) });
  room.receive("tfx.ink", { from: jonas.id, value: mark(fakeId("Nobody")) });
  for (const share of [amara.id, room.self, fakeId("Nobody")]) expect(linesOn(share)).toEqual([]);
  expect(orders).toEqual([]);
});

test("nobody draws on a share that is paused", () => {
  const { amara, jonas, room, linesOn, model } = openInk();
  amara.media.value = { ...amara.media.value, screen: { paused: true, drawing: "picture" } };
  room.receive("tfx.ink", { from: jonas.id, value: mark(amara.id) });
  expect(linesOn(amara.id)).toEqual([]);
  expect(model.mayDraw(amara.id)).toBe(false);
});

test("ink on the own shared page is handed on to it, within bounds", () => {
  const { jonas, room, orders } = openInk("page");
  room.receive("tfx.ink", { from: jonas.id, value: mark(room.self) });
  expect(orders).toEqual([expect.objectContaining({ do: "mark", author: expect.objectContaining({ name: "Jonas" }) })]);
  const points = Array.from({ length: 128 }, () => 0.5);
  for (let stroke = 2; stroke < 1_000; stroke += 1)
    room.receive("tfx.ink", { from: jonas.id, value: { ...mark(room.self), stroke, points } });
  expect(orders.length).toBeLessThan(80);
});

test("drawing on somebody's page goes to them alone, and is an echo here", () => {
  const { amara, room, model, linesOn } = openInk();
  amara.media.value = { ...amara.media.value, screen: { paused: false, drawing: "page" } };
  model.on(amara.id).pen.down({ x: 0.5, y: 0.5 });
  expect(room.sent).toEqual([{ topic: "tfx.ink", value: expect.objectContaining({ share: amara.id, points: [0.5, 0.5] }) }]);
  expect(linesOn(amara.id)).toHaveLength(1);
  vi.advanceTimersByTime(1_000);
  expect(linesOn(amara.id)).toHaveLength(0);
});

test("the tool is taken out of one's hand when drawing is no longer allowed", () => {
  const { amara, room, model } = openInk();
  amara.media.value = { ...amara.media.value, screen: { paused: false, drawing: "picture" } };
  model.tool.value = "pen";
  expect(model.on(amara.id).tool.value).toBe("pen");
  amara.media.value = { ...amara.media.value, screen: { paused: false, drawing: "off" } };
  expect(model.on(amara.id).tool.value).toBe("none");
  model.on(amara.id).pen.down({ x: 0, y: 0 });
  expect(room.sent).toEqual([]);
});

test("whoever presents wipes everything, others what is theirs", () => {
  const { amara, jonas, room, linesOn } = openInk();
  amara.media.value = { ...amara.media.value, screen: { paused: false, drawing: "picture" } };
  for (const from of [amara.id, jonas.id]) room.receive("tfx.ink", { from, value: mark(amara.id) });
  room.receive("tfx.ink.clear", { from: jonas.id, value: { share: amara.id } });
  expect(linesOn(amara.id).map(({ author }) => author.name)).toEqual(["Amara"]);
  room.receive("tfx.ink.clear", { from: amara.id, value: { share: amara.id } });
  expect(linesOn(amara.id)).toEqual([]);
});

test("nothing of a share stays when its person has left", () => {
  const { amara, jonas, room, model, linesOn } = openInk();
  amara.media.value = { ...amara.media.value, screen: { paused: false, drawing: "picture" } };
  const { pen } = model.on(amara.id);
  room.receive("tfx.ink", { from: jonas.id, value: mark(amara.id) });
  expect(linesOn(amara.id)).toHaveLength(1);
  room.participants.value = [jonas];
  room.participants.value = [jonas, amara];
  expect(linesOn(amara.id)).toEqual([]);
  expect(model.on(amara.id).pen).not.toBe(pen);
});
