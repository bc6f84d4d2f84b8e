import { audioBits, videoBits } from "./engine/recording-format.ts";
import type { RecordingScope } from "./engine/recording-session.ts";

/** The finished file is made beside the recorded one. */
const copies = 2;

const bitsOf = (scope: RecordingScope, height: 720 | 1080): number => {
  if (scope === "sound") return audioBits;
  return scope === "each" ? 3 * (videoBits(360) + audioBits) : videoBits(height) + audioBits;
};

/** Seconds for which a disk has room; undefined where the browser does not say. */
export const roomLeft = async ({ scope, height }: { scope: RecordingScope; height: 720 | 1080 }): Promise<number | undefined> => {
  const { quota, usage = 0 } = await navigator.storage.estimate();
  return quota === undefined ? undefined : ((quota - usage) * 8) / bitsOf(scope, height) / copies;
};
