import { opusDurationUs, opusSilence } from "../protocols/opus/opus-track.ts";
import type { MediaFrame } from "./media-frame.ts";

/** Sound that never stops: where none comes, there is silence. */
export interface SilenceFiller {
  push(frame: MediaFrame): void;
  /** To be called often, with the stream's time. */
  tick(nowUs: number): void;
}

/** Sound may be this late, by the network or by its clock, before it is missed. */
const usualPatienceUs = 300_000;
/** More is laid at the next tick: others have to go on as well. */
const mostAtOnceUs = 5_000_000;
const packetUs = opusDurationUs(opusSilence);

/** Makes a filler of Opus. Silence begins at `fromUs` when nothing is ever heard. */
export const createSilenceFiller = (
  fromUs: number,
  emit: (frame: MediaFrame) => void,
  patienceUs: number = usualPatienceUs,
): SilenceFiller => {
  // Silence is not laid up to now, so that what comes next still has its place.
  const behindUs = patienceUs - 100_000;
  let reachesUs = fromUs;
  let isFilling = false;
  return {
    push(frame) {
      // What silence was laid over already is over.
      if (isFilling && frame.timeUs < reachesUs) return;
      isFilling = false;
      reachesUs = frame.timeUs + opusDurationUs(frame.parts[0] ?? new Uint8Array());
      emit(frame);
    },
    tick(nowUs) {
      if (!isFilling && nowUs - reachesUs < patienceUs) return;
      isFilling = true;
      const toUs = Math.min(nowUs - behindUs, reachesUs + mostAtOnceUs);
      for (; reachesUs + packetUs <= toUs; reachesUs += packetUs)
        emit({ kind: "audio", timeUs: reachesUs, key: true, parts: [opusSilence] });
    },
  };
};
