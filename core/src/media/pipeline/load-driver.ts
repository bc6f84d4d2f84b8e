import type { ChainDriver, DriverEvents } from "./chain-driver.ts";
import { canDriveInWorker, createWorkerDriver } from "./worker-driver.ts";

/** What runs a chain here: a worker, or the page itself where tracks cannot be taken apart. */
export const loadDriver = async (): Promise<(events: DriverEvents) => ChainDriver> => {
  if (canDriveInWorker()) return createWorkerDriver;
  // The page's own chain is loaded by browsers alone that need it.
  const { createCanvasDriver } = await import("./canvas-driver.ts");
  return createCanvasDriver;
};
