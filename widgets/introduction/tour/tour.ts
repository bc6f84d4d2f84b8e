import type { PlainValue } from "@tfx/widget-sdk";

/** Steps of the tour, in order. */
export const tourSteps = ["microphone", "camera", "share", "widgets", "hand"] as const;
/** A step of the tour. */
export type TourStep = (typeof tourSteps)[number];

/** Keys of the call as it comes; `Mod` is Ctrl or ⌘. */
export const stepKeys: Readonly<Record<TourStep, readonly (readonly string[])[]>> = {
  microphone: [["Mod", "D"], ["Space"]],
  camera: [["Mod", "E"]],
  share: [["S"]],
  widgets: [["W"], ["Mod", "K"]],
  hand: [["H"], ["?"]],
};

/** How far somebody is with the tour. */
export interface Tour {
  readonly status: "new" | "running" | "paused" | "done";
  readonly step: number;
}

/** What somebody does with the tour. */
export type TourAction = "start" | "next" | "back" | "skip" | "restart";

/** The tour of somebody who has not seen it. */
export const newTour: Tour = { status: "new", step: 0 };

const last = tourSteps.length - 1;

/** The tour after an action; one that makes no sense now changes nothing. */
export const moveTour = (tour: Tour, action: TourAction): Tour => {
  if (action === "restart") return { status: "running", step: 0 };
  if (action === "start") return tour.status === "done" ? tour : { ...tour, status: "running" };
  if (action === "skip") return tour.status === "done" ? tour : { ...tour, status: "paused" };
  if (tour.status !== "running") return tour;
  if (action === "back") return { ...tour, step: Math.max(0, tour.step - 1) };
  return tour.step === last ? { status: "done", step: last } : { ...tour, step: tour.step + 1 };
};

/** What a key does while the tour runs. Arrows follow the direction of the text; Enter on a button presses it. */
export const tourKey = (key: string, { direction, onButton }: { direction: "ltr" | "rtl"; onButton: boolean }): TourAction | undefined => {
  const forward = direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (key === "Escape") return "skip";
  if (key === "Enter") return onButton ? undefined : "next";
  if (key !== "ArrowLeft" && key !== "ArrowRight") return undefined;
  return key === forward ? "next" : "back";
};

/** Reads a stored tour; whatever it is not, is a new one. A tour that ran when the call ended waits to be resumed. */
export const readTour = (value: PlainValue): Tour => {
  if (typeof value !== "object" || value === null || !("status" in value) || !("step" in value)) return newTour;
  const { status, step } = value;
  if (typeof step !== "number" || !Number.isInteger(step) || step < 0 || step > last) return newTour;
  if (status === "done") return { status, step };
  return status === "running" || status === "paused" ? { status: "paused", step } : newTour;
};
