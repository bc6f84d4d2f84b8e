import { env, FaceLandmark68Net, TinyFaceDetector, tf, type FaceLandmarks68 } from "@vladmandic/face-api";
import { outOfCrop, type FaceCrop } from "./face-crop.ts";
import { scores } from "./follow-faces.ts";
import type { FaceModels } from "./look-at-faces.ts";

/** Side of the square in which faces are looked for, in pixels; the cost grows with its area. */
const lookSide = 416;
/** Side of what the landmark model is given. */
const markSide = 112;
const maxFaces = 6;

interface Net {
  loadFromWeightMap(weights: tf.NamedTensorMap): void;
}

interface Weights {
  readonly weights: tf.io.WeightsManifestEntry[];
  readonly paths: readonly [string];
}

/** Reads a packaged model. The library's own loader mangles addresses of extensions. */
const loadNet = async <N extends Net>(net: N, name: string, files: string): Promise<N> => {
  const manifest = await fetch(new URL(`${name}-weights_manifest.json`, files));
  const [group] = (await manifest.json()) as [Weights];
  const bytes = await (await fetch(new URL(group.paths[0], files))).arrayBuffer();
  net.loadFromWeightMap(tf.io.decodeWeights(bytes, group.weights));
  return net;
};

/** What the library's declarations leave out of its TensorFlow.js. */
interface WasmBackend {
  setWasmPaths(paths: Readonly<Record<string, string>>): void;
  setBackend(name: "wasm"): Promise<boolean>;
}

/** Readies TensorFlow.js on WebAssembly, with one thread: its threads come from a script that our policy refuses. */
const startWasm = async (files: string): Promise<void> => {
  // The library asks whether a picture is one of a page's elements, which workers lack; it is given tensors alone.
  const absent = OffscreenCanvas;
  env.setEnv({ Canvas: absent, Image: absent, Video: absent, ImageData, CanvasRenderingContext2D: absent } as never);
  const backend = tf as typeof tf & WasmBackend;
  tf.ENV.set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  const binary = new URL("tfjs-backend-wasm-simd.wasm", files).href;
  // It insists on an address for each of its builds; every browser that we run in has SIMD.
  const builds = ["tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm", "tfjs-backend-wasm-threaded-simd.wasm"];
  backend.setWasmPaths(Object.fromEntries(builds.map((build) => [build, binary])));
  if (!(await backend.setBackend("wasm"))) throw new Error("The WebAssembly backend did not start");
};

const openPen = (): OffscreenCanvasRenderingContext2D => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (pen === null) throw new Error("There is no canvas to read pictures with");
  return pen;
};

/** Loads detector and landmarks from the folder of the analysers' files. */
export const openFaceModels = async (files: string): Promise<FaceModels<ImageBitmap>> => {
  await startWasm(files);
  const detector = await loadNet(new TinyFaceDetector(), "tiny_face_detector_model", files);
  const landmarker = await loadNet(new FaceLandmark68Net(), "face_landmark_68_model", files);
  const pen = openPen();
  return {
    async locate(picture) {
      const pixels = drawWhole(pen, picture);
      const found = await detector.locateFaces(pixels, { inputSize: lookSide, scoreThreshold: scores.goOn });
      pixels.dispose();
      return found.slice(0, maxFaces).map(({ relativeBox: { x, y, width, height }, score }) => ({ box: { x, y, width, height }, score }));
    },
    async mark(picture, crop) {
      const pixels = drawCrop(pen, picture, crop);
      const { relativePositions } = (await landmarker.detectLandmarks(pixels)) as FaceLandmarks68;
      pixels.dispose();
      return relativePositions.map((point) => outOfCrop(point, crop, picture.width / picture.height));
    },
  };
};

const pixelsOf = (pen: OffscreenCanvasRenderingContext2D): tf.Tensor3D =>
  tf.browser.fromPixels(pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height));

/** The whole picture, made as small as the detector takes it. */
const drawWhole = (pen: OffscreenCanvasRenderingContext2D, picture: ImageBitmap): tf.Tensor3D => {
  const scale = Math.min(1, lookSide / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  Object.assign(pen.canvas, { width, height });
  pen.drawImage(picture, 0, 0, width, height);
  return pixelsOf(pen);
};

/** A square of the picture, upright. */
const drawCrop = (pen: OffscreenCanvasRenderingContext2D, picture: ImageBitmap, { centre, side, roll }: FaceCrop): tf.Tensor3D => {
  Object.assign(pen.canvas, { width: markSide, height: markSide });
  const scale = markSide / (side * picture.width);
  pen.translate(markSide / 2, markSide / 2);
  pen.rotate(-roll);
  pen.scale(scale, scale);
  pen.drawImage(picture, -centre.x * picture.width, -centre.y * picture.height);
  return pixelsOf(pen);
};
