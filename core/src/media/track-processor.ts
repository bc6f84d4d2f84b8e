import { batch, computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals-core";

/** What becomes of a captured track on its way to the others. */
export interface ProcessedTrack extends Disposable {
  /** The captured track itself until there is something better; it changes without a gap. */
  readonly track: ReadonlySignal<MediaStreamTrack>;
}

/** Changes what is sent of a captured track; called anew for each track of the device, after the one before is disposed of. */
export type TrackProcessor = (track: MediaStreamTrack) => ProcessedTrack;

/** A captured track with its processor in between. */
export interface ProcessedCapture {
  /** What is sent and shown. */
  readonly track: ReadonlySignal<MediaStreamTrack | undefined>;
  process(processor: TrackProcessor | undefined): void;
  stop(): void;
}

/** Puts a place for a processor behind a captured track. */
export const createProcessedCapture = (captured: ReadonlySignal<MediaStreamTrack | undefined>): ProcessedCapture => {
  const processor = signal<TrackProcessor | undefined>(undefined);
  const output = signal<ProcessedTrack | undefined>(undefined);
  const renew = (track: MediaStreamTrack | undefined): void => {
    output.peek()?.[Symbol.dispose]();
    output.value = track === undefined ? undefined : processor.peek()?.(track);
  };
  const stop = effect(() => {
    const track = captured.value;
    untracked(() => renew(track));
  });
  return {
    track: computed(() => {
      if (captured.value === undefined) return undefined;
      // Between a new track and its processing nothing is sent that should have been processed.
      return processor.value === undefined ? captured.value : output.value?.track.value;
    }),
    process: (next) =>
      batch(() => {
        processor.value = next;
        renew(captured.peek());
      }),
    stop() {
      stop();
      renew(undefined);
    },
  };
};
