import { ImageSegmenter } from "@mediapipe/tasks-vision";
import { serveAnalyser } from "../serve-analyser.ts";
import type { Mask } from "./mask.ts";

// The program of the worker that tells people from what is behind them. It has to be a classic one: the
// runtime loads its other half by importScripts.
serveAnalyser<Mask>(async (files) => {
  const fileset = {
    wasmLoaderPath: new URL("vision_wasm_internal.js", files).href,
    wasmBinaryPath: new URL("vision_wasm_internal.wasm", files).href,
  };
  const segmenter = await ImageSegmenter.createFromOptions(fileset, {
    baseOptions: { modelAssetPath: new URL("selfie_segmentation_landscape.tflite", files).href, delegate: "CPU" },
    runningMode: "VIDEO",
    outputConfidenceMasks: true,
    outputCategoryMask: false,
  });
  let last = 0;
  return async (picture, atMs) => {
    // The runtime refuses a picture that is not later than the one before, in whole milliseconds.
    last = Math.max(last + 1, Math.round(atMs));
    const { width, height } = picture;
    const data = new Uint8Array(width * height);
    segmenter.segmentForVideo(picture, last, ({ confidenceMasks = [] }) => {
      const [mask] = confidenceMasks;
      if (mask === undefined) throw new Error("The model gave no mask");
      data.set(mask.getAsUint8Array());
    });
    return { value: { kind: "mask", width, height, data }, transfer: [data.buffer] };
  };
});
