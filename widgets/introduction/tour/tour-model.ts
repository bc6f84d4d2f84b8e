import { signal, type ReadonlySignal } from "@preact/signals";
import { TfxError, type WidgetContext } from "@tfx/widget-sdk";
import { moveTour, readTour, type Tour, type TourAction } from "./tour.ts";

/** The tour as the view shows it. */
export interface TourModel {
  /** Nothing until it is known how far somebody was. */
  readonly tour: ReadonlySignal<Tour | undefined>;
  readonly act: (action: TourAction) => void;
}

/** A tour that is kept on this device. */
export const createTourModel = ({ storage, log }: Pick<WidgetContext, "storage" | "log">): TourModel => {
  const tour = signal<Tour | undefined>(undefined);
  // Without storage the tour begins anew in each call; it works all the same.
  const report = (error: unknown) => {
    if (!(error instanceof TfxError)) throw error;
    log.warn(`tour: ${error.code}`);
    return null;
  };
  void storage
    .get("tour")
    .catch(report)
    .then((value) => (tour.value = readTour(value)));
  return {
    tour,
    act(action) {
      if (tour.value === undefined) return;
      const next = moveTour(tour.value, action);
      if (next === tour.value) return;
      tour.value = next;
      void storage.set("tour", { ...next }).catch(report);
    },
  };
};
