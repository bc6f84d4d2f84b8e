import { createBusyWatch } from "./busy-watch.ts";
import { createFilePieces, type FilePieces } from "./file-pieces.ts";
import type { EncodeStart, FromEncoder, ToEncoder } from "./messages.ts";
import { createPaceFinder, paces } from "./pace.ts";
import { createPictureEncoder } from "./picture-encoder.ts";
import { createSoundEncoder } from "./sound-encoder.ts";
import { takePictures, takeSound, type Course } from "./take-tracks.ts";
import { createTimeline } from "./timeline.ts";

/** So much is lost when the page is killed, and what is on its way to the disk. */
const pieceMs = 250;
const paceMs = 1_000;
/** How long the sound of the last moment may take to come. */
const lastSoundMs = 600;

type Failed = (error: unknown) => void;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Takes what comes until the stream ends or is ended. */
const readAll = <T>(stream: ReadableStream<T>, take: (value: T) => void) => {
  const reader = stream.getReader();
  const run = async (): Promise<void> => {
    for (let next = await reader.read(); !next.done; next = await reader.read()) take(next.value);
  };
  return { done: run(), end: () => reader.cancel() };
};

/** Where what was encoded goes. */
interface Out {
  readonly pieces: FilePieces;
  readonly onFailed: Failed;
}

const openPictures = (course: Course, { pictures, codec, videoBits: bits }: EncodeStart, { pieces, onFailed }: Out) => {
  if (pictures === undefined) return undefined;
  const encoder = createPictureEncoder({ codec, bits, onFailed, onBlock: pieces.add, onHead: (picture) => pieces.setHead({ picture }) });
  const take = takePictures(course, (frame, atUs) => encoder.encode(frame, atUs));
  return { encoder, reading: readAll(pictures, take) };
};

const openSound = (course: Course, { sound, audioBits: bits }: EncodeStart, { pieces, onFailed }: Out) => {
  if (sound === undefined) return undefined;
  const encoder = createSoundEncoder({ bits, onFailed, onBlock: pieces.add, onHead: (head) => pieces.setHead({ sound: head }) });
  const taking = takeSound(course, encoder);
  return { encoder, taking, reading: readAll(sound, taking.take) };
};

/** Tells each second what the machine can do, and whether that is too little, when it has changed. */
const followPace = (taken: () => number, timeline: { readonly isPaused: () => boolean }, tell: (message: FromEncoder) => void) => {
  const find = createPaceFinder();
  const watch = createBusyWatch(paces[0]?.fps ?? 1);
  let [step, wasBusy] = [0, false];
  let [count, at] = [0, performance.now()];
  return setInterval(() => {
    const [pictures, seconds] = [taken() - count, (performance.now() - at) / 1_000];
    [count, at] = [taken(), performance.now()];
    if (timeline.isPaused()) return;
    const next = find(pictures, seconds);
    const pace = paces[next];
    if (next !== step && pace !== undefined) tell({ type: "pace", pace });
    step = next;
    const isBusy = watch(pictures, seconds);
    if (isBusy !== wasBusy) tell({ type: "busy", isBusy });
    wasBusy = isBusy;
  }, paceMs);
};

const start = (options: EncodeStart, port: MessagePort): void => {
  const tell = (message: FromEncoder, transfer: Transferable[] = []): void => port.postMessage(message, transfer);
  const onFailed: Failed = (error) => tell({ type: "failed", text: String(error) });
  const sinceStartUs = (atMs: number): number => (atMs - options.startedAtMs) * 1_000;
  const nowUs = (): number => sinceStartUs(performance.timeOrigin + performance.now());
  const course: Course = { timeline: createTimeline(), nowUs, beganUs: options.startedAtMs * 1_000, endUs: Infinity };
  const pieces = createFilePieces({ picture: options.pictures !== undefined, sound: options.sound !== undefined });
  const out: Out = { pieces, onFailed };
  const write = (isLast = false): void => {
    const bytes = pieces.cut(nowUs(), isLast);
    if (bytes !== undefined) tell({ type: "bytes", bytes: bytes.buffer }, [bytes.buffer]);
  };
  const pictures = openPictures(course, options, out);
  const sound = openSound(course, options, out);
  for (const { reading } of [pictures, sound].filter((one) => one !== undefined)) reading.done.catch(onFailed);
  const writing = setInterval(write, pieceMs);
  const pacing = pictures && followPace(pictures.encoder.taken, course.timeline, tell);
  const stop = async (atUs: number): Promise<void> => {
    clearInterval(pacing);
    course.endUs = course.timeline.lengthAt(atUs);
    if (sound !== undefined && !course.timeline.isPaused()) await Promise.race([sound.taking.reached, wait(lastSoundMs)]);
    sound?.taking.flushEarly();
    await Promise.all([pictures?.reading.end(), sound?.reading.end()]);
    await Promise.all([pictures?.encoder.flush(), sound?.encoder.flush()]);
    clearInterval(writing);
    write(true);
    tell({ type: "stopped" });
  };
  port.addEventListener("message", ({ data }: MessageEvent<ToEncoder>) => {
    const atUs = sinceStartUs(data.atMs);
    if (data.type === "pause") course.timeline.pause(atUs);
    if (data.type === "resume") course.timeline.resume(atUs);
    if (data.type === "stop") stop(atUs).catch(onFailed);
  });
  port.start();
};

addEventListener("message", ({ data, ports: [port] }: MessageEvent<EncodeStart>) => port && start(data, port), { once: true });
