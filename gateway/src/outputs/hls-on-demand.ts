import type { StreamBus } from "../stream/stream-bus.ts";
import { createHlsOutput, type HlsOptions, type HlsOutput } from "./hls-output.ts";

/** What is asked for is there only while somebody asks. */
export interface HlsOnDemandOptions extends HlsOptions {
  /** So long after the last question nothing is made any more; far longer than players wait between two. */
  readonly idleMs: number;
}

/** A presentation that may not be there; then nothing is found in it. */
export interface HlsOnDemand extends Omit<HlsOutput, "window" | "playlist"> {
  playlist(wish: Parameters<HlsOutput["playlist"]>[0]): Buffer | undefined;
}

const lookEveryMs = 1_000;
const nothing: HlsOnDemand = {
  find: () => undefined,
  until: async () => false,
  untilPlayable: async () => false,
  playlist: () => undefined,
  index: () => undefined,
  close: () => undefined,
};

/**
 * Makes a presentation that comes to be with the first question and goes with the last: cutting a stream,
 * and coding its sound for it, costs as much as receiving it. Numbers of segments go on from one time to the next.
 */
export const createHlsOnDemand = (bus: StreamBus, { idleMs, ...options }: HlsOnDemandOptions): HlsOnDemand => {
  let output: HlsOutput | undefined;
  let timer: NodeJS.Timeout | undefined;
  let { firstSequence = 0 } = options;
  let askedAtMs = 0;
  let isOver = false;
  const look = (): void => {
    if (output === undefined || performance.now() - askedAtMs < idleMs) return;
    const { segments } = output.window;
    firstSequence = (segments.at(-1)?.sequence ?? firstSequence - 1) + 1;
    clearInterval(timer);
    output.close();
    output = undefined;
  };
  /** What answers now; undefined once the stream is over and nobody had asked at its end. */
  const awake = (): HlsOutput | undefined => {
    askedAtMs = performance.now();
    if (output !== undefined || isOver) return output;
    timer = setInterval(look, lookEveryMs).unref();
    output = createHlsOutput(bus, { ...options, firstSequence });
    return output;
  };
  return {
    find: (name) => (awake() ?? nothing).find(name),
    until: (awaited, signal) => (awake() ?? nothing).until(awaited, signal),
    untilPlayable: (signal) => (awake() ?? nothing).untilPlayable(signal),
    playlist: (wish) => (awake() ?? nothing).playlist(wish),
    index: (query) => (awake() ?? nothing).index(query),
    close() {
      isOver = true;
      clearInterval(timer);
      output?.close();
    },
  };
};
