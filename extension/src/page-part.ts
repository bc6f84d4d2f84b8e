import { signal } from "@preact/signals";
import type { Platform } from "@tfx/app";

/** What the call page does that other pages leave to it. */
export type PagePart = Pick<Platform, "place" | "go" | "createSession"> & Partial<Platform>;

/** For pages that hold no call themselves: what would lead to a room goes through `open`. */
export const callLessPart = (open: (place: Parameters<Platform["go"]>[0]) => void): PagePart => ({
  place: signal({ at: "start" }),
  go: open,
  createSession: () => {
    throw new Error("a call runs in call.html alone");
  },
});
