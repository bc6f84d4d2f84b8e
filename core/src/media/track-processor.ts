import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals-core";

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
  const output = signal<ReadonlySignal<MediaStreamTrack> | undefined>(undefined);
  const stop = effect(() => {
    const track = captured.value;
    const make = processor.value;
    if (track === undefined || make === undefined) {
      output.value = undefined;
      return undefined;
    }
    const processed = untracked(() => make(track));
    output.value = processed.track;
    return () => processed[Symbol.dispose]();
  });
  return {
    track: computed(() => {
      if (captured.value === undefined) return undefined;
      // Between a new track and its processing nothing is sent that should have been processed.
      return processor.value === undefined ? captured.value : output.value?.value;
    }),
    process: (next) => void (processor.value = next),
    stop,
  };
};
