import { inkLimits, inkTopics } from "@tfx/protocol";
import { expect, test } from "vitest";
import { inkBounds } from "./ink-bounds.ts";
import { createInkBoard, echoLife, inkLife, type InkMark } from "./ink-board.ts";

const mei = { id: "m", name: "Mei", colour: "#e69f00" };
const jonas = { id: "j", name: "Jonas", colour: "#56b4e9" };
const piece = (from: number, points: readonly number[], stroke = 1): InkMark => ({ do: "draw", stroke, from, points: [...points] });

test("pieces of a line that overlap become one line", () => {
  const board = createInkBoard();
  board.take(mei, piece(0, [0.1, 0.1, 0.2, 0.2]), 0);
  board.take(mei, piece(1, [0.2, 0.2, 0.3, 0.3]), 30);
  expect(board.scene(40).lines.map(({ points }) => points)).toEqual([[0.1, 0.1, 0.2, 0.2, 0.3, 0.3]]);
});

test("a piece that was lost is bridged, and one that comes twice or late changes nothing", () => {
  const board = createInkBoard();
  board.take(mei, piece(0, [0, 0]), 0);
  board.take(mei, piece(3, [0.3, 0.3]), 30);
  board.take(mei, piece(3, [0.3, 0.3]), 40);
  board.take(mei, piece(1, [0.1, 0.1]), 50);
  expect(board.scene(60).lines[0]?.points).toEqual([0, 0, 0.3, 0.3]);
});

test("ink stays while it is looked at, fades and is gone", () => {
  const board = createInkBoard();
  board.take(mei, piece(0, [0, 0, 1, 1]), 1_000);
  const opacityAt = (ageMs: number) => board.scene(1_000 + ageMs).lines[0]?.opacity;
  expect(opacityAt(inkLife.holdMs)).toBe(1);
  expect(opacityAt(inkLife.holdMs + inkLife.fadeMs / 2)).toBeCloseTo(0.5);
  expect(opacityAt(inkLife.holdMs + inkLife.fadeMs)).toBeUndefined();
});

test("an echo is gone sooner than ink", () => {
  const board = createInkBoard(echoLife);
  board.take(mei, piece(0, [0, 0]), 0);
  expect(board.scene(echoLife.holdMs + echoLife.fadeMs).lines).toEqual([]);
});

test("one place is pointed at by each person, the latest", () => {
  const board = createInkBoard();
  board.take(mei, { do: "point", x: 0.1, y: 0.1 }, 0);
  board.take(mei, { do: "point", x: 0.5, y: 0.6 }, 10);
  board.take(jonas, { do: "point", x: 0.9, y: 0.9 }, 10);
  expect(board.scene(20).spots.map(({ author, x, y }) => [author.name, x, y])).toEqual([
    ["Mei", 0.5, 0.6],
    ["Jonas", 0.9, 0.9],
  ]);
});

test("people wipe what is theirs, or all of it", () => {
  const board = createInkBoard();
  for (const author of [mei, jonas]) board.take(author, piece(0, [0, 0]), 0);
  board.clear("m");
  expect(board.scene(1).lines.map(({ author }) => author.name)).toEqual(["Jonas"]);
  board.clear();
  expect(board.scene(1).lines).toEqual([]);
});

test("nobody can make the others paint without end, and wiping does not buy more", () => {
  const board = createInkBoard();
  const many = Array.from({ length: 128 }, () => 0.5);
  let taken = 0;
  for (let stroke = 0; stroke < 10_000; stroke += 1) {
    if (board.take(mei, piece(0, many, stroke), 0)) taken += 1;
    board.clear("m");
  }
  expect(taken * 64).toBeLessThanOrEqual(4_000);
  expect(board.take(jonas, piece(0, many), 0)).toBe(true);
});

test("a line has an end, however long somebody draws it", () => {
  const board = createInkBoard();
  for (let from = 0, now = 0; from < 3_000; from += 60, now += 100)
    board.take(
      mei,
      piece(
        from,
        Array.from({ length: 120 }, () => 0.5),
      ),
      now,
    );
  expect(board.scene(5_000).lines[0]?.points.length).toBeLessThanOrEqual(2_048);
});

test("messages of others are taken only as they should be", () => {
  const schema = inkTopics["tfx.ink"];
  const share = "a".repeat(22);
  const draw = (change: object) => schema.safeParse({ do: "draw", share, stroke: 1, from: 0, points: [0, 1], ...change }).success;
  expect(draw({})).toBe(true);
  for (const points of [[], [0.5], [0, 1.1], [Number.NaN, 0], [0, "1"], Array.from({ length: 130 }, () => 0)])
    expect(draw({ points })).toBe(false);
  for (const from of [-1, 0.5, 1_024]) expect(draw({ from })).toBe(false);
  expect(draw({ share: "everybody" })).toBe(false);
  expect(draw({ name: "Somebody else" })).toBe(true);
  expect(schema.parse({ do: "draw", share, stroke: 1, from: 0, points: [0, 1], name: "x" })).not.toHaveProperty("name");
});

test("the engine and the messages have the same bounds", () => {
  expect(inkBounds).toEqual(inkLimits);
});
