import { createDenoiser } from "./denoiser.ts";
import { processorName, type FromVoice, type ToVoice, type VoiceOptions } from "./messages.ts";
import { createVoiceChain, quantum } from "./voice-chain.ts";

// Web Audio's scope of worklets, of which lib.dom has no types (W3C webaudio, AudioWorkletGlobalScope).
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare const registerProcessor: (
  name: string,
  processor: new (options: { processorOptions: VoiceOptions }) => AudioWorkletProcessor & {
    process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
  },
) => void;

class VoiceProcessor extends AudioWorkletProcessor {
  readonly #chain;
  #isOver = false;
  #wasCalm: boolean | undefined;
  #quanta = 0;

  constructor({ processorOptions }: { processorOptions: VoiceOptions }) {
    super();
    this.#chain = createVoiceChain(createDenoiser(processorOptions.denoiser), sampleRate);
    this.port.onmessage = ({ data }: MessageEvent<ToVoice>) => {
      if (data.type === "end") this.#isOver = true;
      else this.#chain.wish(data.wish);
    };
  }

  process([input]: Float32Array[][], [output]: Float32Array[][]): boolean {
    const [samples] = output ?? [];
    if (samples === undefined) return !this.#isOver;
    this.#chain.process(input?.[0], samples);
    this.#quanta += 1;
    // Before that many samples the chain has nothing but its own beginning to give.
    if (this.#quanta * quantum > this.#chain.delay) this.#tell();
    return !this.#isOver;
  }

  #tell(): void {
    const { isCalm } = this.#chain;
    if (isCalm === this.#wasCalm) return;
    this.#wasCalm = isCalm;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has one other end
    this.port.postMessage({ isCalm } satisfies FromVoice);
  }
}

registerProcessor(processorName, VoiceProcessor);
