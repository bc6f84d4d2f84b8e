import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { InkMark } from "./ink-board.ts";
import { createInkBoard } from "./ink-board.ts";
import { createPen } from "./pen.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const openPen = () => {
  const marks: InkMark[] = [];
  const end = new AbortController();
  return { marks, end, pen: createPen((mark) => marks.push(mark), end.signal) };
};
const author = { id: "a", name: "Amara", colour: "#009e73" };

test("a pointer that reports often is heard at most thirty times a second", () => {
  const { marks, pen } = openPen();
  pen.down({ x: 0, y: 0 });
  for (let step = 1; step <= 500; step += 1) {
    pen.move({ x: step / 500, y: 0.5 });
    vi.advanceTimersByTime(2);
  }
  expect(marks.length).toBeGreaterThan(20);
  expect(marks.length).toBeLessThan(33);
});

test("a line is whole on the other side though every second message is lost", () => {
  const { marks, pen } = openPen();
  pen.down({ x: 0, y: 0 });
  for (let step = 1; step <= 60; step += 1) {
    pen.move({ x: step / 60, y: 0 });
    vi.advanceTimersByTime(11);
  }
  pen.up();
  vi.runAllTimers();
  const board = createInkBoard();
  for (const [index, mark] of marks.entries()) if (index % 2 === 0) board.take(author, mark, 0);
  const [line] = board.scene(0).lines;
  expect(line?.points.length).toBe(122);
  expect(line?.points.at(-2)).toBe(1);
});

test("a line that grows too long goes on as another", () => {
  const { marks, pen } = openPen();
  pen.down({ x: 0, y: 0 });
  for (let step = 1; step <= 1_500; step += 1) pen.move({ x: step / 1_500, y: 0 });
  pen.up();
  vi.runAllTimers();
  expect(new Set(marks.map((mark) => (mark.do === "draw" ? mark.stroke : -1))).size).toBe(2);
});

test("pointing sends the latest place alone", () => {
  const { marks, pen } = openPen();
  for (let step = 0; step <= 10; step += 1) pen.point({ x: step / 10, y: 1.5 });
  vi.runAllTimers();
  expect(marks).toEqual([{ do: "point", x: 1, y: 1 }]);
});

test("nothing is sent after the end", () => {
  const { marks, end, pen } = openPen();
  pen.down({ x: 0, y: 0 });
  pen.move({ x: 1, y: 1 });
  const before = marks.length;
  end.abort();
  pen.up();
  vi.runAllTimers();
  expect(marks.length).toBe(before);
});
