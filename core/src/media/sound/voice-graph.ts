import { TfxError } from "@tfx/protocol";
import { keepAwake } from "./wake-context.ts";
import { watchLag } from "./watch-lag.ts";
import { processorName, type FromVoice, type ToVoice, type VoiceOptions } from "./worklet/messages.ts";
import type { VoiceWish } from "./worklet/voice-chain.ts";

/** The only rate that RNNoise knows; the browser resamples what comes at another. */
const sampleRate = 48_000;

/** A microphone's track through the worklet. */
export interface VoiceGraph {
  /** What comes out. */
  readonly track: MediaStreamTrack;
  wish(wish: VoiceWish): void;
  close(): void;
}

/** What a graph tells. */
export interface VoiceEvents {
  /** Sound comes out; `isCalm` says whether nobody speaks at this moment. */
  readonly onVoice: (voice: FromVoice) => void;
  /** Nothing comes out any more for now: the system or the browser has stopped the context. */
  readonly onAsleep: () => void;
  readonly onFailed: (error: TfxError) => void;
}

/** Opens a graph on a track; tests have others. */
export type OpenVoiceGraph = (track: MediaStreamTrack, events: VoiceEvents) => Promise<VoiceGraph>;

const denoiserBytes = async (files: URL): Promise<ArrayBuffer> => {
  const response = await fetch(new URL("rnnoise.wasm", files));
  if (!response.ok) throw new Error(`rnnoise.wasm: ${String(response.status)}`);
  return response.arrayBuffer();
};

const makeNode = async (context: AudioContext, files: URL): Promise<AudioWorkletNode> => {
  const [denoiser] = await Promise.all([denoiserBytes(files), context.audioWorklet.addModule(new URL("voice.js", files).href)]);
  const processorOptions: VoiceOptions = { denoiser };
  return new AudioWorkletNode(context, processorName, {
    numberOfInputs: 1,
    numberOfOutputs: 1,
    outputChannelCount: [1],
    channelCount: 1,
    channelCountMode: "explicit",
    processorOptions,
  });
};

/** Leads a track through the node for as long as the context lives. */
const connect = (context: AudioContext, { node, track, until }: { node: AudioNode; track: MediaStreamTrack; until: AbortSignal }) => {
  const output = new MediaStreamAudioDestinationNode(context, { channelCount: 1, channelCountMode: "explicit" });
  node.connect(output);
  const openSource = (): AudioNode => {
    const source = context.createMediaStreamSource(new MediaStream([track]));
    source.connect(node);
    return source;
  };
  let source = openSource();
  const renew = (): void => {
    source.disconnect();
    source = openSource();
  };
  // Else the voice is a tenth of a second late from then on (measured: 20 ms before a stand of half a second, 115 ms after it).
  watchLag(context, renew, until);
  const [made] = output.stream.getAudioTracks();
  if (made === undefined) throw new Error("A destination of the audio graph has no track.");
  made.contentHint = "speech";
  return made;
};

/** Opens graphs with a context each, whose programs lie in the folder `files`. @throws {TfxError} media/failed */
export const voiceGraphs =
  (files: URL): OpenVoiceGraph =>
  async (track, { onVoice, onAsleep, onFailed }) => {
    const life = new AbortController();
    const context = new AudioContext({ sampleRate, latencyHint: "interactive" });
    const close = (): void => {
      life.abort();
      if (context.state !== "closed") void context.close();
    };
    try {
      const node = await makeNode(context, files);
      const made = connect(context, { node, track, until: life.signal });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has one other end
      const tell = (message: ToVoice): void => node.port.postMessage(message);
      let last: FromVoice | undefined;
      node.port.onmessage = ({ data }: MessageEvent<FromVoice>) => {
        last = data;
        if (context.state === "running") onVoice(data);
      };
      node.addEventListener("processorerror", () => onFailed(new TfxError("media/failed")), { signal: life.signal });
      const onState = (): void => {
        if (context.state !== "running") onAsleep();
        else if (last !== undefined) onVoice(last);
      };
      context.addEventListener("statechange", onState, { signal: life.signal });
      keepAwake(context, life.signal);
      return {
        track: made,
        wish: (wish) => tell({ type: "wish", wish }),
        close() {
          tell({ type: "end" });
          made.stop();
          close();
        },
      };
    } catch (error) {
      close();
      throw new TfxError("media/failed", {}, { cause: error });
    }
  };
