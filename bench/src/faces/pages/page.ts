import { createVideoPipeline } from "@tfx/core/pipeline";
import { openFaceAnalyser, openPersonAnalyser, type Face } from "@tfx/core/analyse";

/** What the page found in a picture. */
export interface SeenPicture {
  readonly aspect: number;
  readonly faces: readonly Face[];
}

/** What the bench asks of its page. */
export interface FacesControl {
  look(address: string, width: number): Promise<SeenPicture>;
  /** Milliseconds of each look of a follower at one picture, after the models are warm. */
  timeFaces(address: string, options: { readonly width: number; readonly forMs: number }): Promise<number[]>;
  /** Puts something on the faces in the camera's picture for a while: pictures sent, and looks at faces, a second. */
  wear(forMs: number): Promise<{ readonly given: number; readonly sent: number; readonly looks: number; readonly faces: number }>;
  timePersons(address: string, options: { readonly width: number; readonly forMs: number }): Promise<number[]>;
}

const load = async (address: string, width: number): Promise<ImageBitmap> => {
  const whole = await createImageBitmap(await (await fetch(address)).blob());
  const height = Math.round((width * whole.height) / whole.width);
  return createImageBitmap(whole, { resizeWidth: width, resizeHeight: height, resizeQuality: "high" });
};

const time = async (picture: ImageBitmap, analyse: (picture: ImageBitmap) => Promise<unknown>, forMs: number): Promise<number[]> => {
  for (let warmUp = 0; warmUp < 3; warmUp++) await analyse(await createImageBitmap(picture));
  const times: number[] = [];
  const until = performance.now() + forMs;
  while (performance.now() < until) {
    const copy = await createImageBitmap(picture);
    const start = performance.now();
    await analyse(copy);
    times.push(performance.now() - start);
  }
  return times;
};

/** Something to wear. */
const drawHat = (): Promise<ImageBitmap> => {
  const canvas = new OffscreenCanvas(256, 256);
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("No canvas");
  pen.fillStyle = "#e0218a";
  pen.fillRect(28, 28, 200, 200);
  return createImageBitmap(canvas);
};

const countPictures = (track: MediaStreamTrack): { readonly count: () => number; readonly stop: () => void } => {
  const video = document.body.appendChild(
    Object.assign(document.createElement("video"), { muted: true, srcObject: new MediaStream([track]) }),
  );
  let count = 0;
  const next = (): void => {
    count += 1;
    video.requestVideoFrameCallback(next);
  };
  video.requestVideoFrameCallback(next);
  void video.play();
  return { count: () => count, stop: () => video.remove() };
};

const wear: FacesControl["wear"] = async (forMs) => {
  const camera = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 360, frameRate: 30 } });
  const [track] = camera.getVideoTracks();
  if (track === undefined) throw new Error("No camera");
  const pipeline = createVideoPipeline();
  pipeline.useAnalyser("faces", { open: () => openFaceAnalyser(), width: 480, perSecond: 12 });
  const processed = pipeline.process(track);
  let looks = 0;
  let faces = 0;
  const first = new Promise<void>((resolve) => {
    pipeline.watchFaces((found) => {
      looks += 1;
      faces = found.faces.length;
      if (faces > 0) resolve();
    });
  });
  const image = await drawHat();
  await pipeline.setStages("bench", [
    { id: "hat", kind: "faces", mode: "overlay", band: "overlay", order: 0, image, anchor: "head", scale: 1, offset: [0, -0.4] },
  ]);
  await first;
  while (processed.track.value === track) await new Promise((resolve) => requestAnimationFrame(resolve));
  const [given, sent] = [countPictures(track), countPictures(processed.track.value)];
  const before = { looks, given: given.count(), sent: sent.count(), at: performance.now() };
  await new Promise((resolve) => setTimeout(resolve, forMs));
  const seconds = (performance.now() - before.at) / 1_000;
  const result = {
    given: (given.count() - before.given) / seconds,
    sent: (sent.count() - before.sent) / seconds,
    looks: (looks - before.looks) / seconds,
    faces,
  };
  for (const counter of [given, sent]) counter.stop();
  pipeline[Symbol.dispose]();
  track.stop();
  return result;
};

const control: FacesControl = {
  wear,
  async look(address, width) {
    // Each picture is looked at by somebody who knows none of the others.
    const analyser = await openFaceAnalyser();
    const picture = await load(address, width);
    const aspect = picture.width / picture.height;
    const { faces } = await analyser.analyse(picture);
    analyser.close();
    return { aspect, faces };
  },
  async timeFaces(address, { width, forMs }) {
    const analyser = await openFaceAnalyser();
    const times = await time(await load(address, width), (picture) => analyser.analyse(picture), forMs);
    analyser.close();
    return times;
  },
  async timePersons(address, { width, forMs }) {
    const analyser = await openPersonAnalyser();
    const times = await time(await load(address, width), (picture) => analyser.analyse(picture), forMs);
    analyser.close();
    return times;
  },
};
Object.assign(globalThis, { control });
