/** Takes noise out of frames of 480 samples at 48 kHz, in place. What comes out is a frame late. */
export interface Denoiser {
  /** How likely somebody speaks in the frame, 0 to 1. */
  clean(frame: Float32Array): number;
}

/** Samples of a frame: 10 ms at 48 kHz, the only rate that the network knows. */
export const frameSize = 480;
/** RNNoise overlaps frames by half. */
export const denoiserDelay = 480;

/** RNNoise counts as 16-bit samples do. */
const fullScale = 32_768;
const bytesPerFloat = 4;

/** The names that the minifier of the packaged file gave to what rnnoise-wasm exports. */
interface Exports {
  readonly c: WebAssembly.Memory;
  /** Constructors. */
  readonly d: () => void;
  /** rnnoise_create */
  readonly f: (model: number) => number;
  /** malloc */
  readonly g: (bytes: number) => number;
  /** rnnoise_process_frame */
  readonly j: (state: number, output: number, input: number) => number;
}

/**
 * RNNoise from the bytes of `@jitsi/rnnoise-wasm` 0.2.1, without its loader: that one fetches, which worklets cannot.
 * @throws {WebAssembly.CompileError} where the page's policy forbids WebAssembly
 */
export const createDenoiser = (bytes: BufferSource): Denoiser => {
  const growTo = (size: number): number => {
    try {
      memory.grow(Math.ceil((size - memory.buffer.byteLength) / 65_536));
      return 1;
    } catch {
      // The allocator is told that there is no more, and says so itself.
      return 0;
    }
  };
  const copy = (to: number, from: number, count: number): void => void new Uint8Array(memory.buffer).copyWithin(to, from, from + count);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { a: { a: growTo, b: copy } });
  const { c: memory, d: construct, f: create, g: allocate, j: run } = instance.exports as WebAssembly.Exports & Exports;
  construct();
  const state = create(0);
  const place = allocate(frameSize * bytesPerFloat);
  let view = new Float32Array(memory.buffer, place, frameSize);
  return {
    clean(frame) {
      // A memory that grew has another buffer.
      if (view.buffer !== memory.buffer) view = new Float32Array(memory.buffer, place, frameSize);
      for (let at = 0; at < frameSize; at++) view[at] = (frame[at] ?? 0) * fullScale;
      const voice = run(state, place, place);
      for (let at = 0; at < frameSize; at++) frame[at] = (view[at] ?? 0) / fullScale;
      return voice;
    },
  };
};
