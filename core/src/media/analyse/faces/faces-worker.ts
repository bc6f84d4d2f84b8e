import { serveAnalyser } from "../serve-analyser.ts";
import type { Faces } from "./face.ts";
import { createFaceFollower } from "./look-at-faces.ts";
import { openFaceModels } from "./open-face-models.ts";

// The program of the worker that finds faces.
serveAnalyser<Faces>(async (files) => {
  const follow = createFaceFollower(await openFaceModels(files));
  return async (picture, atMs) => ({ value: await follow(picture, atMs), transfer: [] });
});
