import type { ChainDriver, ChainOrder, DriverEvents } from "./chain-driver.ts";
import { ChainEngine } from "./chain-engine.ts";

/** A hidden page paints nothing, so nothing tells of its pictures; they are looked for this often. */
const hiddenEveryMs = 100;

/** The chain in the page itself, over a video element and a canvas: for browsers that cannot take tracks apart. */
export const createCanvasDriver = ({ onMessage, onFailed }: DriverEvents): ChainDriver => {
  const canvas = document.createElement("canvas");
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true });
  const engine = ChainEngine.open(canvas, onMessage);
  queueMicrotask(() => onMessage({ type: engine === undefined ? "unable" : "ready" }));
  const life = new AbortController();
  let sink: MediaStreamTrack | undefined;

  const take = (stampMs: number): void => {
    const { videoWidth: width, videoHeight: height } = video;
    if (engine === undefined || width === 0 || life.signal.aborted) return;
    const startedMs = performance.now();
    const picture = { picture: video, width, height };
    if (!engine.admits(stampMs)) return;
    if (sink === undefined) return engine.isCurious ? engine.look(picture) : undefined;
    const outcome = engine.draw(picture);
    // A canvas keeps its last picture: one that is to be passed on has to be drawn too.
    if (outcome === "pass") engine.copy(picture);
    if (outcome !== "leave") engine.sent(performance.now() - startedMs);
  };
  const tried = (stampMs: number): void => {
    try {
      take(stampMs);
    } catch (error) {
      life.abort();
      onFailed(error);
    }
  };
  followVideo(video, { signal: life.signal, take: tried });

  return {
    post: (order: ChainOrder) => engine?.handle(order),
    setSource(track) {
      engine?.handle({ type: "source", readable: undefined });
      video.srcObject = track === undefined ? null : new MediaStream([track]);
      // Playing is refused only once the source is taken away again.
      if (track !== undefined) video.play().catch(() => {});
    },
    openSink() {
      [sink] = canvas.captureStream().getVideoTracks();
      if (sink === undefined) throw new Error("A canvas without a track");
      engine?.handle({ type: "sink", writable: undefined });
      return sink;
    },
    closeSink() {
      sink?.stop();
      sink = undefined;
    },
    close() {
      life.abort();
      sink?.stop();
      video.srcObject = null;
    },
  };
};

/** Calls for each picture of a video, seen or not. */
const followVideo = (video: HTMLVideoElement, { signal, take }: { signal: AbortSignal; take: (stampMs: number) => void }): void => {
  const next = (nowMs: number): void => {
    if (signal.aborted) return;
    if (document.visibilityState === "visible") take(nowMs);
    video.requestVideoFrameCallback(next);
  };
  video.requestVideoFrameCallback(next);
  const timer = setInterval(() => {
    if (document.visibilityState === "hidden" && video.srcObject !== null) take(performance.now());
  }, hiddenEveryMs);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
};
