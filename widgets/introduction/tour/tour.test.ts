import { describe, expect, it } from "vitest";
import { moveTour, newTour, readTour, stepKeys, tourKey, tourSteps, type Tour, type TourAction } from "./tour.ts";

const after = (tour: Tour, ...actions: TourAction[]) => actions.reduce(moveTour, tour);

describe("the tour", () => {
  it("goes through its five steps and is done", () => {
    expect(tourSteps).toHaveLength(5);
    expect(after(newTour, "start", "next", "next", "next", "next")).toEqual({ status: "running", step: 4 });
    expect(after(newTour, "start", "next", "next", "next", "next", "next")).toEqual({ status: "done", step: 4 });
  });

  it("goes back, but not before the first step", () => {
    expect(after(newTour, "start", "next", "back", "back")).toEqual({ status: "running", step: 0 });
  });

  it("can be skipped at any step and resumed there", () => {
    expect(after(newTour, "skip")).toEqual({ status: "paused", step: 0 });
    expect(after(newTour, "start", "next", "skip")).toEqual({ status: "paused", step: 1 });
    expect(after(newTour, "start", "next", "skip", "start")).toEqual({ status: "running", step: 1 });
  });

  it("does not move while it does not run, and begins anew when asked", () => {
    const done: Tour = { status: "done", step: 4 };
    expect(after(newTour, "next")).toBe(newTour);
    expect(after(done, "next", "start", "skip")).toBe(done);
    expect(after(done, "restart")).toEqual({ status: "running", step: 0 });
  });

  it("has keys for every step", () => {
    for (const step of tourSteps) expect(stepKeys[step].length).toBeGreaterThan(0);
  });
});

describe("keys of the tour", () => {
  const key = (name: string, direction: "ltr" | "rtl" = "ltr", onButton = false) => tourKey(name, { direction, onButton });

  it("are arrows, Enter and Escape", () => {
    expect(["ArrowRight", "ArrowLeft", "Enter", "Escape", "a"].map((name) => key(name))).toEqual([
      "next",
      "back",
      "next",
      "skip",
      undefined,
    ]);
  });

  it("turn with the direction of the text", () => {
    expect([key("ArrowRight", "rtl"), key("ArrowLeft", "rtl")]).toEqual(["back", "next"]);
  });

  it("leave Enter to the button that has the focus", () => expect(key("Enter", "ltr", true)).toBeUndefined());
});

describe("a stored tour", () => {
  it("waits to be resumed where it was", () => {
    expect(readTour({ status: "running", step: 2 })).toEqual({ status: "paused", step: 2 });
    expect(readTour({ status: "done", step: 4 })).toEqual({ status: "done", step: 4 });
  });

  it.each([null, 3, "done", {}, { status: "done" }, { status: "done", step: 9 }, { status: "done", step: 0.5 }, { status: "?", step: 0 }])(
    "is new when it is %o",
    (value) => expect(readTour(value)).toEqual(newTour),
  );
});
