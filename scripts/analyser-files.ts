import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type Plugin, type Rollup } from "vite";

const root = new URL("../", import.meta.url);
const programs = {
  "faces.js": "core/src/media/analyse/faces/faces-worker.ts",
  "voice.js": "core/src/media/sound/worklet/voice-worklet.ts",
  "segment.js": "core/src/media/analyse/segment/segment-worker.ts",
} as const;
const packages = "node_modules/";
const copies = [
  "@jitsi/rnnoise-wasm/dist/rnnoise.wasm",
  "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
  "@vladmandic/face-api/model/tiny_face_detector_model-weights_manifest.json",
  "@vladmandic/face-api/model/tiny_face_detector_model.bin",
  "@vladmandic/face-api/model/face_landmark_68_model-weights_manifest.json",
  "@vladmandic/face-api/model/face_landmark_68_model.bin",
  "@mediapipe/tasks-vision/wasm/vision_wasm_internal.js",
  "@mediapipe/tasks-vision/wasm/vision_wasm_internal.wasm",
  "@twilio/video-processors/dist/build/selfie_segmentation_landscape.tflite",
] as const;
/** What lies in the folder, by whom, and under which text; `docs/third-party.md` tells the same to people. */
export const origins: readonly { readonly files: readonly string[]; readonly by: string; readonly licence: string }[] = [
  {
    files: ["rnnoise.wasm", "voice.js"],
    by: "RNNoise, copyright Mozilla, Jean-Marc Valin and the Xiph.Org Foundation (BSD-3-Clause), as packaged in @jitsi/rnnoise-wasm (itself under the Apache License 2.0)",
    licence: "core/src/media/sound/rnnoise-licence.txt",
  },
  {
    files: [
      "faces.js",
      "tiny_face_detector_model-weights_manifest.json",
      "tiny_face_detector_model.bin",
      "face_landmark_68_model-weights_manifest.json",
      "face_landmark_68_model.bin",
    ],
    by: "@vladmandic/face-api, with its models, after face-api.js by Vincent Mühler (MIT)",
    licence: "node_modules/@vladmandic/face-api/LICENSE",
  },
  {
    files: ["selfie_segmentation_landscape.tflite"],
    by: "MediaPipe's model, copyright Google LLC (Apache License 2.0), as packaged in @twilio/video-processors (BSD-3-Clause)",
    licence: "node_modules/@twilio/video-processors/LICENSE.md",
  },
  {
    files: ["vision_wasm_internal.js", "vision_wasm_internal.wasm", "segment.js", "tfjs-backend-wasm-simd.wasm"],
    by: "@mediapipe/tasks-vision, copyright The MediaPipe Authors, and TensorFlow.js (parts of faces.js, too), copyright Google LLC; under the Apache License 2.0, as the rest is",
    licence: "LICENSE",
  },
];

const notice = (): string =>
  origins
    .map(({ files, by, licence }) => `${files.join(", ")}\n${by}\n\n${readFileSync(new URL(licence, root), "utf8").trim()}\n`)
    .join(`\n${"=".repeat(72)}\n\n`);

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** One classic script: the segmenter's runtime loads its other half by importScripts, which modules may not. */
const buildProgram = async (source: string): Promise<string> => {
  const result = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "chrome123",
      rolldownOptions: { input: fileURLToPath(new URL(source, root)), output: { format: "iife" } },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rollup.RollupOutput;
  return output[0].code;
};

/** Every file of the folder that the analysers run from, by its name. */
export const analyserFiles = (): ReadonlyMap<string, () => Promise<string | Uint8Array>> =>
  new Map<string, () => Promise<string | Uint8Array>>([
    ...Object.entries(programs).map(([name, source]) => [name, () => buildProgram(source)] as const),
    ...copies.map((path) => [nameOf(path), async () => readFileSync(new URL(packages + path, root))] as const),
    ["NOTICE.txt", async () => notice()],
  ]);

const types: Readonly<Record<string, string>> = { js: "text/javascript", wasm: "application/wasm", json: "application/json" };

/**
 * Puts the analysers (faces, people, noise) with their models into `/analysers/` of a build and of the
 * development server: they are loaded when they are first used, and nothing of them comes from elsewhere.
 */
export const analysers = (): Plugin => ({
  name: "tfx:analysers",
  configureServer(server) {
    server.middlewares.use("/analysers", (request, response, next) => {
      const name = nameOf(request.url ?? "").split("?")[0] ?? "";
      const read = analyserFiles().get(name);
      if (read === undefined) return next();
      response.setHeader("content-type", types[name.split(".").at(-1) ?? ""] ?? "application/octet-stream");
      read().then((content) => response.end(content), next);
    });
  },
  async generateBundle() {
    for (const [name, read] of analyserFiles()) this.emitFile({ type: "asset", fileName: `analysers/${name}`, source: await read() });
  },
});
