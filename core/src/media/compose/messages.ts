import type { CompositionLayout } from "./plan-layout.ts";

/** Somebody as the drawing worker knows them; pictures are named by key. */
export interface DrawnPerson {
  readonly participant: string;
  readonly name: string;
  readonly screenName: string;
  readonly isSpeaking: boolean;
  readonly camera: string | undefined;
  readonly screen: string | undefined;
}

/** What is drawn. */
export interface Scene {
  readonly people: readonly DrawnPerson[];
  readonly layout: CompositionLayout;
  readonly slate: string | undefined;
}

/** What the window tells the drawing worker. */
export type ToWorker =
  | {
      readonly type: "start";
      readonly width: number;
      readonly height: number;
      readonly fps: number;
      readonly background: string;
      readonly names: boolean;
      /** Takes the pictures; without it they are posted back one by one. */
      readonly writable: WritableStream<VideoFrame> | undefined;
    }
  | { readonly type: "scene"; readonly scene: Scene }
  | { readonly type: "pace"; readonly width: number; readonly height: number; readonly fps: number }
  | { readonly type: "pictures"; readonly key: string; readonly readable: ReadableStream<VideoFrame> }
  | { readonly type: "picture"; readonly key: string; readonly bitmap: ImageBitmap }
  | { readonly type: "forget"; readonly key: string }
  | { readonly type: "end" };

/** What the drawing worker tells the window: pictures themselves where there is no track to write to; at its end that it holds nothing any more. */
export type FromWorker = { readonly type: "ready" | "beat" | "ended" } | { readonly type: "drawn"; readonly bitmap: ImageBitmap };
