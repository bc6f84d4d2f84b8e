import { afterEach, expect, it } from "vitest";
import { TfxError, type VideoStageInput, type WidgetContext, type WidgetStream } from "@tfx/widget-sdk";
import { createSimulator, type Simulator } from "@tfx/widget-sdk/simulator";
import { manifest } from "./manifest.ts";
import { createThumbnails } from "./thumbnails.ts";

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

/** Pictures of a browser are not there in unit tests. */
class FakePicture implements ImageBitmap {
  readonly width = 144;
  readonly height = 81;
  isClosed = false;
  close(): void {
    this.isClosed = true;
  }
}

const stage = (id: string): VideoStageInput => ({
  id,
  kind: "shader",
  band: "color",
  fragment: "vec4 filterPixel(vec2 uv) { return texture(picture, uv); }",
});

const open = async () => {
  simulator = createSimulator({ manifest });
  const peer = await simulator.join({ name: "Ana" });
  const asked: string[] = [];
  const waiting: { readonly give: (picture: ImageBitmap) => void; readonly fail: (error: TfxError) => void }[] = [];
  const preview = ({ stages }: { stages: readonly VideoStageInput[] }): WidgetStream<ImageBitmap> => ({
    [Symbol.asyncIterator]() {
      asked.push(stages[0]?.id ?? "none");
      let end = (): void => undefined;
      return {
        next: () =>
          new Promise((resolve, reject) => {
            waiting.push({ give: (value) => resolve({ value, done: false }), fail: reject });
            end = () => resolve({ value: undefined, done: true });
          }),
        return: async () => {
          end();
          return { value: undefined, done: true };
        },
      };
    },
  });
  const { context } = peer;
  const media: WidgetContext["media"] = { ...context.media, filter: { ...context.media.filter, preview } };
  const thumbnails = createThumbnails({ ui: context.ui, signal: context.signal, log: context.log, media });
  const give = async (): Promise<FakePicture> => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    const picture = new FakePicture();
    waiting.shift()?.give(picture);
    return picture;
  };
  const fail = async (error: TfxError): Promise<void> => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    waiting.shift()?.fail(error);
  };
  return { room: simulator, peer, thumbnails, asked, give, fail };
};

it("draws those that are seen, one after the other, the one that waited longest first", async () => {
  const { thumbnails, asked, give } = await open();
  const shown: string[] = [];
  thumbnails.see({ stages: () => [stage("warm")], show: () => shown.push("warm") });
  const hide = thumbnails.see({ stages: () => [stage("cool")], show: () => shown.push("cool") });
  await give();
  await give();
  await expect.poll(() => shown).toEqual(["warm", "cool"]);
  hide();
  await give();
  await expect.poll(() => shown).toEqual(["warm", "cool", "warm"]);
  expect(asked.slice(0, 3)).toEqual(["warm", "cool", "warm"]);
});

it("passes over one that cannot be drawn", async () => {
  const { thumbnails, give, fail } = await open();
  const shown: string[] = [];
  thumbnails.see({ stages: () => [stage("broken")], show: () => shown.push("broken") });
  thumbnails.see({ stages: () => [stage("cool")], show: () => shown.push("cool") });
  await fail(new TfxError("widget/invalid", { path: "stages.broken" }));
  await give();
  await expect.poll(() => shown).toEqual(["cool"]);
});

it("draws nothing while the widget is hidden, and goes on when it is shown", async () => {
  const { room, peer, thumbnails, asked, give } = await open();
  const shown: ImageBitmap[] = [];
  peer.tell("ui.shown", { surface: null });
  await room.settle();
  thumbnails.see({ stages: () => [stage("warm")], show: (picture) => shown.push(picture) });
  await room.settle();
  expect(asked).toEqual([]);
  peer.tell("ui.shown", { surface: "panel" });
  await give();
  await expect.poll(() => shown).toHaveLength(1);
});
