import { keepAwake } from "../sound/wake-context.ts";
import { watchLag } from "../sound/watch-lag.ts";

/** Many sounds as one track, which never breaks off: where nobody is heard there is silence. */
export interface SoundMixer {
  readonly track: MediaStreamTrack;
  /** Makes it sound exactly these. */
  setTracks(tracks: readonly MediaStreamTrack[]): void;
  close(): void;
}

const open = (context: AudioContext, output: AudioNode, track: MediaStreamTrack): (() => void) => {
  const stream = new MediaStream([track]);
  // Chromium lets a remote track into an audio graph only while an element has it (crbug.com/40094084).
  const element = Object.assign(new Audio(), { muted: true });
  element.srcObject = stream;
  const source = context.createMediaStreamSource(stream);
  source.connect(output);
  return () => {
    source.disconnect();
    element.srcObject = null;
  };
};

/** Makes a mixer with an audio context of its own. */
export const createSoundMixer = (): SoundMixer => {
  const context = new AudioContext({ sampleRate: 48_000, latencyHint: "interactive" });
  const life = new AbortController();
  keepAwake(context, life.signal);
  const output = context.createMediaStreamDestination();
  const sources = new Map<MediaStreamTrack, () => void>();
  const [track] = output.stream.getAudioTracks();
  if (track === undefined) throw new Error("A destination of the audio graph has no track.");
  const forget = (one: MediaStreamTrack): void => {
    sources.get(one)?.();
    sources.delete(one);
  };
  const take = (one: MediaStreamTrack): void => void sources.set(one, open(context, output, one));
  const renew = (): void => {
    const all = new Set(sources.keys());
    for (const one of all) {
      forget(one);
      if (one.readyState === "live") take(one);
    }
  };
  watchLag(context, renew, life.signal);
  return {
    track,
    setTracks(tracks) {
      for (const one of sources.keys()) if (!tracks.includes(one)) forget(one);
      for (const one of tracks) if (!sources.has(one) && one.readyState === "live") take(one);
    },
    close() {
      for (const one of sources.keys()) forget(one);
      track.stop();
      life.abort();
      void context.close();
    },
  };
};
