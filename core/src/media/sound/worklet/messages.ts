import type { VoiceWish } from "./voice-chain.ts";

/** Name of the processor in the worklet's scope. */
export const processorName = "tfx-voice";

/** What the worklet is told. `end`: it may be thrown away. */
export type ToVoice = { readonly type: "wish"; readonly wish: VoiceWish } | { readonly type: "end" };

/** What the worklet tells, at each change; the first says that sound comes out of it. */
export interface FromVoice {
  readonly isCalm: boolean;
}

/** What the worklet begins with. */
export interface VoiceOptions {
  /** Bytes of RNNoise: modules do not get into a worklet, and nothing can be fetched there. */
  readonly denoiser: ArrayBuffer;
}
