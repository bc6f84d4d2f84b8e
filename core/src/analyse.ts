/** Entry `@tfx/core/analyse`: finds faces and people in pictures. Its programs and models lie in a folder of their own. */
export type { Face, Faces, PictureBox, PicturePoint } from "./media/analyse/faces/face.ts";
export { openFaceAnalyser, openPersonAnalyser, type AnalyserOptions, type PictureAnalyser } from "./media/analyse/open-analyser.ts";
export type { Mask } from "./media/analyse/segment/mask.ts";
