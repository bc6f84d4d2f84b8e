import { createLocalMedia } from "@tfx/core";
import { createVideoPipeline } from "@tfx/core/pipeline";
import { videoStage } from "@tfx/protocol/widgets";
import type { Measured, PageControl, Side } from "../control.ts";
import { insertableStreams } from "./insertable-streams.ts";

// One camera, and what each side makes of it: the colours turned round by one shader.

const stage = videoStage.parse({
  kind: "shader",
  id: "invert",
  band: "color",
  fragment: "vec4 filterPixel(vec2 uv) { return vec4(1.0 - texture(picture, uv).rgb, 1.0); }",
});

const sameWithinMicros = 10_000;

interface Running {
  readonly camera: MediaStreamTrack;
  readonly track: MediaStreamTrack;
  stop(): void;
}

const media = createLocalMedia();
let running: Running | undefined;

const openCamera = async (): Promise<MediaStreamTrack> => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 360, frameRate: 30 } });
  const [camera] = stream.getVideoTracks();
  if (camera === undefined) throw new Error("No camera");
  return camera;
};

const startBare = async (): Promise<Running> => {
  const { Processor, Generator } = insertableStreams();
  const camera = await openCamera();
  const worker = new Worker(new URL("./bare-worker.ts", import.meta.url), { type: "module" });
  const { readable } = new Processor({ track: camera });
  const track = new Generator({ kind: "video" });
  const { writable } = track;
  worker.postMessage({ readable, writable }, [readable, writable]);
  const stop = (): void => {
    worker.terminate();
    camera.stop();
    track.stop();
  };
  return { camera, track, stop };
};

const startOurs = async (): Promise<Running> => {
  const pipeline = createVideoPipeline();
  media.process("camera", undefined);
  await media.camera.enable();
  const camera = media.camera.track.value;
  if (camera === undefined) throw new Error("No camera");
  media.process("camera", pipeline.process);
  await pipeline.setStages("bench", [stage]);
  const track = await new Promise<MediaStreamTrack>((resolve) => {
    media.camera.track.subscribe((track) => {
      if (track !== undefined && track !== camera) resolve(track);
    });
  });
  const stop = (): void => {
    media.process("camera", undefined);
    pipeline[Symbol.dispose]();
    media.camera.disable();
  };
  return { camera, track, stop };
};

const startCamera = async (): Promise<Running> => {
  const camera = await openCamera();
  return { camera, track: camera, stop: () => camera.stop() };
};

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;

/** Takes each picture of a track until told to stop; those that come while the page is busy wait for it. */
const takePictures = (track: MediaStreamTrack, take: (frame: VideoFrame) => void): (() => Promise<void>) => {
  const reader = new (insertableStreams().Processor)({ track, maxBufferSize: 30 }).readable.getReader();
  const loop = async (): Promise<void> => {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      take(next.value);
      next.value.close();
    }
  };
  void loop();
  return () => reader.cancel();
};

const brightnessOf = (frame: VideoFrame): number => {
  const context = new OffscreenCanvas(8, 8).getContext("2d");
  context?.drawImage(frame, 0, 0, 8, 8);
  const data = context?.getImageData(0, 0, 8, 8).data ?? new Uint8ClampedArray();
  return data.reduce((sum, value, index) => (index % 4 === 3 ? sum : sum + value), 0) / ((data.length / 4) * 3);
};

/** Two readers of one track may be told time stamps of a picture that differ a little. */
const nearest = (came: ReadonlyMap<number, number>, stamp: number): number | undefined =>
  came.get(stamp) ?? [...came].find(([other]) => Math.abs(other - stamp) < sameWithinMicros)?.[1];

const measure = async (ms: number, watched: boolean): Promise<Measured> => {
  if (running === undefined) throw new Error("Nothing runs");
  const [given, came] = [new Map<number, number>(), new Map<number, number>()];
  let brightness = 0;
  const stops = [
    takePictures(running.track, (frame) => {
      came.set(frame.timestamp, performance.now());
      // Once is enough, and reading a picture back takes long.
      if (watched && brightness === 0) brightness = brightnessOf(frame);
    }),
    ...(watched ? [takePictures(running.camera, ({ timestamp }) => void given.set(timestamp, performance.now()))] : []),
  ];
  await new Promise((resolve) => setTimeout(resolve, ms));
  await Promise.all(stops.map((stop) => stop()));
  // The first and the last may be under way.
  const stamps = [...given.keys()].slice(10, -10);
  const added = stamps.flatMap((stamp) => {
    const [from, to] = [given.get(stamp), nearest(came, stamp)];
    return from === undefined || to === undefined ? [] : [to - from];
  });
  const lost = stamps.length - added.length;
  return { frames: came.size, given: stamps.length, lost, addedMs: percentile(added, 0.5), addedMs95: percentile(added, 0.95), brightness };
};

const control: PageControl = {
  async start(side: Side) {
    running = await { ours: startOurs, bare: startBare, camera: startCamera }[side]();
  },
  measure,
  stop() {
    running?.stop();
    running = undefined;
  },
  async isUntouched() {
    media.process("camera", undefined);
    await media.camera.enable();
    const own = media.camera.track.value;
    const pipeline = createVideoPipeline();
    media.process("camera", pipeline.process);
    const isSame = own !== undefined && media.sending.value.get("camera") === own && media.camera.track.value === own;
    media.process("camera", undefined);
    pipeline[Symbol.dispose]();
    media.camera.disable();
    return isSame;
  },
};
Object.assign(globalThis, { bench: control });
