import { createSceneDrawer } from "./draw-scene.ts";
import { beatEveryMs } from "../beat-watch.ts";
import type { FromWorker, Scene, ToWorker } from "./messages.ts";
import type { Picture } from "./paint.ts";
import { createPictureMoment } from "./picture-moment.ts";

type Start = Extract<ToWorker, { type: "start" }>;

/** The latest picture of each source; a source that stands still keeps its last one. */
const createPictures = (onPicture: () => void) => {
  const latest = new Map<string, Picture | undefined>();
  const readers = new Map<string, ReadableStreamDefaultReader<VideoFrame>>();
  const reading = new Set<Promise<void>>();
  const put = (key: string, picture: Picture): void => {
    latest.get(key)?.close();
    latest.set(key, picture);
    onPicture();
  };
  const forget = (key: string): void => {
    latest.get(key)?.close();
    latest.delete(key);
    readers.delete(key);
  };
  const follow = async (key: string, reader: ReadableStreamDefaultReader<VideoFrame>): Promise<void> => {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (readers.get(key) === reader) put(key, next.value);
      // The source of what is forgotten ends. Cancelling it would lose pictures that are on their way, which a camera then misses.
      else next.value.close();
    }
  };
  const read = (key: string, readable: ReadableStream<VideoFrame>): void => {
    forget(key);
    const reader = readable.getReader();
    readers.set(key, reader);
    // A source that breaks off leaves its last picture until it is forgotten.
    const followed = follow(key, reader)
      .catch(() => undefined)
      .finally(() => reading.delete(followed));
    reading.add(followed);
  };
  /** Resolves once nothing is held. */
  const end = (): Promise<unknown> => {
    for (const key of new Set([...latest.keys(), ...readers.keys()])) forget(key);
    return Promise.all(reading);
  };
  return { of: (key: string) => latest.get(key), put, forget, read, end };
};

/** Runs at a fixed rate by the clock: timers of workers keep going in hidden tabs, where frames of the page stop. */
const every = (periodMs: () => number, run: () => void): void => {
  let next = performance.now() + periodMs();
  const step = (): void => {
    run();
    const now = performance.now();
    // Beats that were missed are left out, not made up for in a burst.
    next = Math.max(next + periodMs(), now);
    setTimeout(step, next - now);
  };
  setTimeout(step, periodMs());
};

const createOutput = ({ writable }: Start, canvas: OffscreenCanvas, port: MessagePort): ((momentMs: number) => void) => {
  if (writable === undefined)
    return () => {
      const bitmap = canvas.transferToImageBitmap();
      port.postMessage({ type: "drawn", bitmap } satisfies FromWorker, [bitmap]);
    };
  const writer = writable.getWriter();
  // A track that was stopped closes its stream; nobody waits for pictures then.
  const drop = (): void => undefined;
  writer.closed.catch(drop);
  return (momentMs) => {
    if ((writer.desiredSize ?? 0) <= 0) return;
    const frame = new VideoFrame(canvas, { timestamp: Math.round((performance.timeOrigin + momentMs) * 1_000) });
    // One that is not taken any more has to be freed here.
    writer.write(frame).catch(() => frame.close());
  };
};

const start = (options: Start, port: MessagePort): void => {
  const { width, height, background, names } = options;
  let { fps } = options;
  const tell = (type: "ready" | "beat" | "ended"): void => port.postMessage({ type } satisfies FromWorker);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { alpha: false, desynchronized: true });
  if (context === null) throw new Error("There is no canvas to draw on.");
  const draw = createSceneDrawer(context, { background, names });
  const moment = createPictureMoment();
  const put = createOutput(options, canvas, port);
  const pictures = createPictures(() => moment.note(performance.now()));
  let scene: Scene = { people: [], layout: "grid", slate: undefined };
  port.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
    if (data.type === "scene") scene = data.scene;
    if (data.type === "pace") {
      ({ fps } = data);
      if (canvas.width !== data.width) Object.assign(canvas, { width: data.width, height: data.height });
    }
    if (data.type === "pictures") pictures.read(data.key, data.readable);
    if (data.type === "picture") pictures.put(data.key, data.bitmap);
    if (data.type === "forget") pictures.forget(data.key);
    if (data.type === "end") void pictures.end().then(() => tell("ended"));
  });
  port.start();
  let beatMs = -Infinity;
  every(
    () => 1_000 / fps,
    () => {
      draw(scene, pictures.of);
      const nowMs = performance.now();
      // Also where nothing is put: what this picture showed says nothing of the next one's moment.
      put(moment.take(nowMs));
      if (beatMs === -Infinity) tell("ready");
      if (nowMs - beatMs < beatEveryMs) return;
      beatMs = nowMs;
      tell("beat");
    },
  );
};

addEventListener("message", ({ data, ports: [port] }: MessageEvent<Start>) => port && start(data, port), { once: true });
