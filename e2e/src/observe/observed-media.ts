import type { Locator, Page } from "@playwright/test";
import { everybody, type Character } from "../media/people.ts";

const colourTolerance = 60;
const toneTolerance = 0.04;

/** Whose colour the video inside the element shows, or what else is there. */
export const whoIsSeen = async (tile: Locator): Promise<string> => {
  const seen = await meanColour(tile);
  if (typeof seen === "string") return seen;
  const distanceTo = ({ colour }: Character): number => Math.hypot(...colour.map((part, index) => part - (seen[index] ?? 0)));
  const nearest = everybody.toSorted((a, b) => distanceTo(a) - distanceTo(b))[0];
  return nearest !== undefined && distanceTo(nearest) < colourTolerance ? nearest.name : `nobody's colour: ${seen.join(", ")}`;
};

/** Mean colour of the picture that the video shows now. */
export const meanColour = (tile: Locator): Promise<readonly number[] | string> =>
  tile
    .first()
    .evaluate(
      (element) => {
        const video = element instanceof HTMLVideoElement ? element : element.querySelector("video");
        if (video === null) return "no video";
        if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return "no picture yet";
        const canvas = new OffscreenCanvas(16, 16);
        const context = canvas.getContext("2d", { willReadFrequently: true });
        if (context === null) return "no canvas";
        context.drawImage(video, 0, 0, 16, 16);
        const { data } = context.getImageData(0, 0, 16, 16);
        const mean = [0, 1, 2].map((part) => {
          let sum = 0;
          for (let index = part; index < data.length; index += 4) sum += data[index] ?? 0;
          return Math.round(sum / 256);
        });
        return mean;
      },
      undefined,
      { timeout: 1_000 },
    )
    .catch((error: unknown) => `no such tile: ${String(error).split("\n")[0] ?? ""}`);

/** Whose tone plays in the page for the participant, or what else is heard. Listens for half a second. */
export const whoIsHeard = async (page: Page, participant: string): Promise<string> => {
  const heard = await page.evaluate(dominantFrequency, participant);
  if (typeof heard === "string") return heard;
  const match = everybody.find(({ toneHz }) => Math.abs(heard - toneHz) < toneHz * toneTolerance);
  return match?.name ?? `nobody's tone: ${Math.round(heard)} Hz`;
};

/** Runs in the page: the strongest frequency of what the participant's elements play. */
const dominantFrequency = async (participant: string): Promise<number | string> => {
  const marked = [...document.querySelectorAll(`[data-participant="${participant}"]:not([data-self])`)];
  const elements = marked.flatMap((element) =>
    element instanceof HTMLMediaElement ? [element] : [...element.querySelectorAll<HTMLMediaElement>("audio, video")],
  );
  const playing = elements.find(
    (element) =>
      !element.muted && !element.paused && element.srcObject instanceof MediaStream && element.srcObject.getAudioTracks().length > 0,
  );
  if (playing === undefined) return "nothing plays";
  const [track] = (playing.srcObject as MediaStream).getAudioTracks();
  if (track === undefined || track.readyState === "ended") return "the sound has ended";
  const audio = new AudioContext();
  try {
    const analyser = new AnalyserNode(audio, { fftSize: 8_192, smoothingTimeConstant: 0 });
    audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const spectrum = new Float32Array(analyser.frequencyBinCount);
    let [loudest, frequency] = [Number.NEGATIVE_INFINITY, 0];
    const until = performance.now() + 500;
    while (performance.now() < until) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      analyser.getFloatFrequencyData(spectrum);
      for (const [bin, level] of spectrum.entries()) {
        if (bin * (audio.sampleRate / analyser.fftSize) < 200 || level <= loudest) continue;
        [loudest, frequency] = [level, (bin * audio.sampleRate) / analyser.fftSize];
      }
    }
    return loudest < -70 ? "silence" : frequency;
  } finally {
    await audio.close();
  }
};

/** Frames that the video inside the element has shown. */
export const framesShown = (tile: Locator): Promise<number> =>
  tile.first().evaluate((element) => {
    const video = element instanceof HTMLVideoElement ? element : element.querySelector("video");
    return video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
  });
