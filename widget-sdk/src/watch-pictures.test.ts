import { TfxError } from "@tfx/protocol/tfx-error";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createGuestStream, type StreamInlet } from "./guest-stream.ts";
import { watchPictures } from "./watch-pictures.ts";

/** A picture that says whether it was closed; Node has none. */
class Picture implements ImageBitmap {
  width = 1;
  height = 1;
  isClosed = false;
  close(): void {
    this.isClosed = true;
  }
}

const wish = { participant: "somebody", width: 320, perSecond: 10 };

/** A host that notes what is asked of it, and sends what it is told to. */
const setUp = () => {
  const inlets: StreamInlet[] = [];
  const said: unknown[] = [];
  const context = {
    media: {
      frames: (options: object) =>
        createGuestStream<ImageBitmap>((inlet) => {
          inlets.push(inlet);
          said.push(options);
          return { credit: () => undefined, close: () => said.push("close") };
        }),
    },
    log: { debug: (text: string) => said.push(text) },
  };
  return { context, said, send: (picture: Picture) => inlets[0]?.push(picture), end: (error: TfxError) => inlets[0]?.end(error) };
};

beforeEach(() => void vi.stubGlobal("ImageBitmap", Picture));
afterEach(() => void vi.unstubAllGlobals());

it("shows the pictures that were wished for, and leaves them to whoever shows them", async () => {
  const { context, said, send } = setUp();
  const shown: ImageBitmap[] = [];
  watchPictures(context, wish, (picture) => shown.push(picture));
  const [first, second] = [new Picture(), new Picture()];
  send(first);
  send(second);
  await expect.poll(() => shown).toEqual([first, second]);
  expect([first.isClosed, second.isClosed]).toEqual([false, false]);
  expect(said).toEqual([wish]);
});

it("closes the stream at once when it is undone, though no picture comes", async () => {
  const { context, said } = setUp();
  const undo = watchPictures(context, wish, () => undefined);
  undo();
  undo();
  await expect.poll(() => said).toEqual([wish, "close"]);
});

it("closes a picture that was on its way when it was undone", async () => {
  const { context, send } = setUp();
  const shown: ImageBitmap[] = [];
  const undo = watchPictures(context, wish, (picture) => shown.push(picture));
  const late = new Picture();
  send(late);
  undo();
  await expect.poll(() => late.isClosed).toBe(true);
  expect(shown).toEqual([]);
});

it("says no more than a word to the log when the permission goes", async () => {
  const { context, said, end } = setUp();
  watchPictures(context, wish, () => undefined);
  end(new TfxError("widget/revoked"));
  await expect.poll(() => said).toEqual([wish, "pictures: widget/revoked"]);
});
