import { fileURLToPath } from "node:url";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { build } from "vite";
import { expect, people, test } from "../src/fixtures.ts";
import { meanColour } from "../src/observe/observed-media.ts";
import type { Person } from "../src/person.ts";
import { openServer } from "../src/server/server-process.ts";
import { endWorker, holdWorker } from "../src/worker-hand.ts";

interface Stages {
  set(look: string): Promise<string | undefined>;
  state(): { readonly running: boolean; readonly bypassed: readonly string[] } | undefined;
  sentTrack(): string | undefined;
  preview(look: string): Promise<number[] | undefined>;
}
type InPage = typeof globalThis & { stages: Stages; offers: number };

const root = fileURLToPath(new URL("../fixtures/video-stages", import.meta.url));

const buildPage = async (folder: string): Promise<string> => {
  const outDir = join(folder, "video-stages");
  await build({
    root,
    configFile: false,
    logLevel: "error",
    worker: { format: "es" },
    build: { outDir, emptyOutDir: true, target: "chrome123" },
  });
  return outDir;
};

/** Counts the offers and answers that the pages make from now on. */
const countOffers = ({ context }: Person): Promise<unknown> =>
  context.addInitScript(() => {
    const page = globalThis as InPage;
    page.offers = 0;
    // oxlint-disable-next-line typescript/unbound-method -- the proxy passes `this` on
    RTCPeerConnection.prototype.setLocalDescription = new Proxy(RTCPeerConnection.prototype.setLocalDescription, {
      apply(target, connection, parameters) {
        page.offers += 1;
        return Reflect.apply(target, connection, parameters);
      },
    });
  });

const setLook = (page: Page, look: string): Promise<string | undefined> =>
  page.evaluate((look) => (globalThis as InPage).stages.set(look), look);
const sentTrack = (page: Page): Promise<string | undefined> => page.evaluate(() => (globalThis as InPage).stages.sentTrack());

/** Waits until the other's picture has this colour, or that of a part of it. */
const expectColour = async (page: Page, colour: readonly number[], part: "left" | "right" | "whole" = "whole"): Promise<void> => {
  const distance = async (): Promise<number> => {
    const seen = part === "whole" ? await meanColour(page.locator("#other")) : await meanOfHalf(page, part);
    return typeof seen === "string" ? Infinity : Math.hypot(...colour.map((value, index) => value - (seen[index] ?? 0)));
  };
  await expect.poll(distance, { message: `the ${part} of the picture is ${colour.join(", ")}`, timeout: 30_000 }).toBeLessThan(50);
};

const meanOfHalf = (page: Page, half: "left" | "right"): Promise<number[]> =>
  page.locator("#other").evaluate((element, half) => {
    const video = element as HTMLVideoElement;
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    const width = video.videoWidth / 4;
    // The middle of the half.
    const x = (half === "left" ? 0.25 : 0.75) * video.videoWidth - width / 2;
    context?.drawImage(video, x, video.videoHeight * 0.45, width, video.videoHeight * 0.1, 0, 0, 1, 1);
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
  }, half);

/** Keeps the darkest and the smallest of what is shown, picture by picture. */
const watchPictures = (page: Page): Promise<void> =>
  page.locator("#other").evaluate((element) => {
    const video = element as HTMLVideoElement;
    const context = new OffscreenCanvas(4, 4).getContext("2d", { willReadFrequently: true });
    const seen = { pictures: 0, darkest: 255 };
    Object.assign(globalThis, { seen });
    const look = (): void => {
      context?.drawImage(video, 0, 0, 4, 4);
      const { data } = context?.getImageData(0, 0, 4, 4) ?? { data: [0, 0, 0] };
      seen.pictures += 1;
      seen.darkest = Math.min(seen.darkest, Math.max(data[0] ?? 0, data[1] ?? 0, data[2] ?? 0));
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  });

const watched = (page: Page): Promise<{ pictures: number; darkest: number }> =>
  page.evaluate(() => (globalThis as typeof globalThis & { seen: { pictures: number; darkest: number } }).seen);

const own = people.amara.colour;
const inverted = own.map((value) => 255 - value);

test.describe("stages of the own picture", () => {
  let origin = "";
  let stop = (): Promise<void> => Promise.resolve();

  test.beforeAll(async ({ folder }) => {
    const server = await openServer({ webRoot: await buildPage(folder) });
    origin = server.origin;
    stop = () => server.stop();
  });
  test.afterAll(() => stop());

  const open = async (persons: readonly Person[], room: string): Promise<void> => {
    for (const person of persons) {
      await countOffers(person);
      await person.page.goto(`${origin}/#${room}`);
      await person.page.waitForFunction(() => "stages" in globalThis);
    }
  };

  test("change what the other sees and go again, without a black picture and without a new offer", async ({ guest, roomName }) => {
    const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
    await open([amara, jonas], roomName);
    await expectColour(jonas.page, own);
    const camera = await sentTrack(amara.page);
    // The first offer leaves room for what is not sent yet; a second one makes it, once the call is up.
    await expect.poll(() => amara.page.evaluate(() => (globalThis as InPage).offers), { intervals: [1_500] }).toBeGreaterThan(1);
    const offers = await Promise.all([amara, jonas].map(({ page }) => page.evaluate(() => (globalThis as InPage).offers)));
    await watchPictures(jonas.page);

    expect(await setLook(amara.page, "invert")).toBeUndefined();
    await expectColour(jonas.page, inverted);
    expect(await sentTrack(amara.page)).not.toBe(camera);

    expect(await setLook(amara.page, "twice")).toBeUndefined();
    await expectColour(jonas.page, own);
    expect(await setLook(amara.page, "swap")).toBeUndefined();
    await expectColour(jonas.page, own.toReversed());

    expect(await setLook(amara.page, "invert")).toBeUndefined();
    await expectColour(jonas.page, inverted);
    expect(await setLook(amara.page, "nothing")).toBeUndefined();
    await expectColour(jonas.page, own);
    expect(await sentTrack(amara.page)).toBe(camera);

    await expect.poll(async () => (await watched(jonas.page)).pictures).toBeGreaterThan(10);
    expect((await watched(jonas.page)).darkest, "no picture on the way is black").toBeGreaterThan(100);
    expect(await Promise.all([amara, jonas].map(({ page }) => page.evaluate(() => (globalThis as InPage).offers)))).toEqual(offers);
  });

  test("use what analysers find and what an owner's code paints; a broken one leaves the others alone", async ({ guest, roomName }) => {
    const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
    await open([amara, jonas], roomName);
    await expectColour(jonas.page, own);

    expect(await amara.page.evaluate(() => (globalThis as InPage).stages.preview("invert"))).toBeDefined();
    const preview = (await amara.page.evaluate(() => (globalThis as InPage).stages.preview("invert"))) ?? [];
    expect(Math.hypot(...inverted.map((value, index) => value - (preview[index] ?? 0)))).toBeLessThan(50);
    await expectColour(jonas.page, own);

    expect(await setLook(amara.page, "behind")).toBeUndefined();
    await expectColour(jonas.page, [0, 255, 0], "right");
    await expectColour(jonas.page, own, "left");

    expect(await setLook(amara.page, "hat")).toBeUndefined();
    await expectColour(jonas.page, [255, 255, 255], "right");
    await expectColour(jonas.page, own, "left");

    expect(await setLook(amara.page, "code")).toBeUndefined();
    await expectColour(jonas.page, [0, 0, 255]);

    expect(await setLook(amara.page, "broken")).toBe("widget/invalid");
    await expectColour(jonas.page, own);
  });

  test("begin anew when what draws them has ended without a word", async ({ guest, roomName }) => {
    const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
    await holdWorker(amara.page, "tfx-video");
    await open([amara, jonas], roomName);
    expect(await setLook(amara.page, "invert")).toBeUndefined();
    await expectColour(jonas.page, inverted);
    const before = await sentTrack(amara.page);
    await endWorker(amara.page);
    await expect.poll(() => sentTrack(amara.page), { timeout: 30_000 }).not.toBe(before);
    await expect
      .poll(() => amara.page.evaluate(() => (globalThis as InPage).stages.state()), { timeout: 30_000 })
      .toMatchObject({ running: true });
    await expectColour(jonas.page, inverted);
  });

  test("work on a canvas where tracks cannot be taken apart", async ({ guest, roomName }) => {
    const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
    await amara.context.addInitScript(() => Reflect.deleteProperty(globalThis, "MediaStreamTrackGenerator"));
    await open([amara, jonas], roomName);
    await expectColour(jonas.page, own);
    expect(await setLook(amara.page, "invert")).toBeUndefined();
    await expectColour(jonas.page, inverted);
    expect(await setLook(amara.page, "nothing")).toBeUndefined();
    await expectColour(jonas.page, own);
  });

  test("are said to be impossible where there is no WebGL2, and the camera goes on", async ({ guest, roomName }) => {
    const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
    await amara.context.addInitScript(() => {
      Reflect.deleteProperty(globalThis, "MediaStreamTrackGenerator");
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    await open([amara, jonas], roomName);
    await expectColour(jonas.page, own);
    expect(await setLook(amara.page, "invert")).toBeUndefined();
    await expect
      .poll(() => amara.page.evaluate(() => (globalThis as InPage).stages.state()))
      .toMatchObject({ problem: "no-webgl", running: false });
    await expectColour(jonas.page, own);
  });
});
