import fc from "fast-check";
import { expect, test } from "vitest";
import { containedIn, panBy, transformOf, wheelFactor, wholeView, zoomAt, type ViewPoint, type ZoomView } from "./zoom-view.ts";
import { viewByKey } from "./use-zoom.ts";

/** Which point of the picture is seen at a place of the tile. */
const seenAt = (view: ZoomView, at: ViewPoint): ViewPoint => ({ x: view.x + at.x / view.scale, y: view.y + at.y / view.scale });

test("what is under the pointer stays there while it is magnified", () => {
  const at = { x: 0.7, y: 0.2 };
  const near = zoomAt(zoomAt(wholeView, 2, at), 1.5, at);
  expect(near.scale).toBe(3);
  expect(seenAt(near, at).x).toBeCloseTo(0.7);
  expect(seenAt(near, at).y).toBeCloseTo(0.2);
});

test("the picture never leaves its tile", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const step = fc.record({ factor: fc.double({ min: 0.1, max: 10, noNaN: true }), at: fc.record({ x: share, y: share }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let view = wholeView;
      for (const { factor, at } of steps) view = panBy(zoomAt(view, factor, at), { x: at.x - 0.5, y: 0.5 - at.y });
      expect(view.scale).toBeGreaterThanOrEqual(1);
      expect(view.scale).toBeLessThanOrEqual(8);
      for (const start of [view.x, view.y]) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start + 1 / view.scale).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
  );
});

test("all of it is seen again at the smallest", () => {
  expect(zoomAt(zoomAt(wholeView, 4, { x: 1, y: 1 }), 0.01)).toEqual(wholeView);
  expect(transformOf(wholeView)).toBe("none");
});

test("a picture that is dragged follows the pointer", () => {
  const near = zoomAt(wholeView, 4);
  const before = seenAt(near, { x: 0.5, y: 0.5 });
  expect(seenAt(panBy(near, { x: 0.1, y: 0 }), { x: 0.6, y: 0.5 })).toEqual(before);
});

test("keys magnify, move and show all; arrows do nothing where all is seen", () => {
  const near = viewByKey(wholeView, "+") ?? wholeView;
  expect(near.scale).toBe(1.5);
  expect((viewByKey(near, "ArrowRight") ?? near).x).toBeGreaterThan(near.x);
  expect(viewByKey(near, "0")).toEqual(wholeView);
  expect(viewByKey(wholeView, "ArrowRight")).toBeUndefined();
  expect(viewByKey(near, "s")).toBeUndefined();
});

test("a wheel turned one way and back changes nothing, however fast", () => {
  const turn = (deltaY: number) => wheelFactor({ deltaY, deltaMode: 0, ctrlKey: false });
  expect(turn(120) * turn(-120)).toBeCloseTo(1);
  expect(turn(100_000)).toBe(turn(200));
});

test("a picture lies in the middle of what is wider or higher than it", () => {
  expect(containedIn({ width: 200, height: 100 }, { width: 100, height: 100 })).toEqual({ x: 0.25, y: 0, width: 0.5, height: 1 });
  expect(containedIn({ width: 100, height: 200 }, { width: 100, height: 100 })).toEqual({ x: 0, y: 0.25, width: 1, height: 0.5 });
  expect(containedIn({ width: 0, height: 0 }, { width: 1, height: 1 })).toEqual({ x: 0, y: 0, width: 1, height: 1 });
});
