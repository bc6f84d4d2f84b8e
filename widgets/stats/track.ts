import { digest, type LinkDigest } from "./digest/digest.ts";
import type { Report } from "./digest/entry.ts";
import { linkEvents, type CallEvent } from "./events/find-events.ts";
import { createRecorder, type Recorder } from "./history/recorder.ts";
import { createRing, type Ring } from "./history/ring.ts";

/** Seconds that are kept. */
export const keptSeconds = 600;

/** All that is kept of the link to one person. */
export interface Track {
  readonly participant: string;
  readonly recorder: Pick<Recorder, "columns" | "lastAt">;
  readonly digests: Ring<LinkDigest>["items"];
  readonly latest: LinkDigest | undefined;
  /** Takes the report of a second; answers what happened in it. */
  add(report: Report): readonly CallEvent[];
}

/** An empty track. */
export const createTrack = (participant: string): Track => {
  const recorder = createRecorder(keptSeconds);
  const digests = createRing<LinkDigest>(keptSeconds);
  let previous: Report | undefined;
  let latest: LinkDigest | undefined;
  return {
    participant,
    recorder,
    get digests() {
      return digests.items;
    },
    get latest() {
      return latest;
    },
    add(report) {
      const now = digest(previous, report);
      const events = linkEvents(participant, latest, now);
      recorder.add(report);
      digests.add(now);
      previous = report;
      latest = now;
      return events;
    },
  };
};
