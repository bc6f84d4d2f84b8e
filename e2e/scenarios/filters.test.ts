import type { Page } from "@playwright/test";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { photoOfTwo } from "../src/media/photo-video.ts";
import { framesShown, meanColour } from "../src/observe/observed-media.ts";
import { detailShare, meanOfPart } from "../src/observe/picture-part.ts";
import { followLink, insideCall, tiles, type Person } from "../src/person.ts";
import { expectToSee } from "../src/see-and-hear.ts";
import { addWidget, inside, openGrants, openTray, startWidget, stopWidget, textOf } from "../src/widgets.ts";

const onTheDoor = { x: 0.02, y: 0.35, width: 0.15, height: 0.2 };
const onTheFace = { x: 0.42, y: 0.42, width: 0.08, height: 0.1 };

const plain = people.amara.colour;
const negative = plain.map((part) => 255 - part);
/** What the shader of `examples/duotone` makes of the plain colour. */
const duotone = [55, 55, 106];

const distance = (one: readonly number[] | string, other: readonly number[]): number =>
  typeof one === "string" ? Infinity : Math.hypot(...other.map((part, index) => part - (one[index] ?? 0)));

/** Counts what the page's connections offer and answer from now on, and keeps the darkest picture that the tile shows. */
const watch = (page: Page, ofWhom: Person): Promise<void> =>
  tiles(page, ofWhom)
    .locator("video")
    .evaluate((element) => {
      const video = element as HTMLVideoElement;
      const context = new OffscreenCanvas(4, 4).getContext("2d", { willReadFrequently: true });
      const seen = { pictures: 0, brightest: 255, offers: 0 };
      Object.assign(globalThis, { seen });
      // oxlint-disable-next-line typescript/unbound-method -- the proxy passes `this` on
      RTCPeerConnection.prototype.setLocalDescription = new Proxy(RTCPeerConnection.prototype.setLocalDescription, {
        apply(target, connection, parameters) {
          seen.offers += 1;
          return Reflect.apply(target, connection, parameters);
        },
      });
      const look = (): void => {
        context?.drawImage(video, 0, 0, 4, 4);
        const data = context?.getImageData(0, 0, 4, 4).data ?? new Uint8ClampedArray(4);
        seen.pictures += 1;
        seen.brightest = Math.min(seen.brightest, Math.max(data[0] ?? 0, data[1] ?? 0, data[2] ?? 0));
        video.requestVideoFrameCallback(look);
      };
      video.requestVideoFrameCallback(look);
    });

const watched = (page: Page): Promise<{ pictures: number; brightest: number; offers: number }> =>
  page.evaluate(() => (globalThis as typeof globalThis & { seen: { pictures: number; brightest: number; offers: number } }).seen);

/** Runs in the page: the mean colour of what a canvas shows, or nothing. */
const meanOfCanvas = (canvas: HTMLElement | SVGElement): string => {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  context?.drawImage(canvas as HTMLCanvasElement, 0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
  return alpha === 0 ? "nothing" : [red, green, blue].join(", ");
};

/** Notes from now on whether any video of the page shows this colour, or that one. */
const watchColours = (page: Page, colours: { readonly open: readonly number[]; readonly cover: readonly number[] }): Promise<void> =>
  page.evaluate((colours) => {
    const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const shown = { open: 0, cover: 0 };
    Object.assign(globalThis, { shown });
    const look = (): void => {
      for (const video of document.querySelectorAll("video")) {
        if (video.videoWidth === 0) continue;
        context?.drawImage(video, 0, 0, 1, 1);
        const seen = context?.getImageData(0, 0, 1, 1).data ?? [];
        for (const name of ["open", "cover"] as const)
          if (Math.hypot(...colours[name].map((part, index) => part - (seen[index] ?? 0))) < 60) shown[name] += 1;
      }
    };
    setInterval(look, 20);
  }, colours);

const coloursShown = (page: Page): Promise<{ open: number; cover: number }> =>
  page.evaluate(() => (globalThis as typeof globalThis & { shown: { open: number; cover: number } }).shown);

const loaded = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify(performance.getEntriesByType("resource").map(({ name }) => name)));

test("filters are seen by the other person at once, in order, until they are taken off, taken back or stopped", async ({
  guest,
  server,
  roomName,
}) => {
  test.slow();
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  const seen = (colour: readonly number[]) =>
    expect
      .poll(async () => distance(await meanColour(tiles(jonas.page, amara)), colour), { message: colour.join(", "), timeout: 30_000 })
      .toBeLessThan(50);
  await seen(plain);
  // Nothing of the chain is fetched before it is used.
  expect(await loaded(amara.page)).not.toMatch(/\/(?:pipeline|chain-worker|analyse)-/);
  await watch(jonas.page, amara);
  // The places for screens follow the first offer by half a second; what comes after them is counted.
  await expect.poll(async () => (await watched(jonas.page)).pictures).toBeGreaterThan(60);
  const { offers: offersBefore } = await watched(jonas.page);

  await startWidget(amara, "Filters");
  const panel = amara.page.getByRole("tabpanel", { name: "Filters" });
  await panel.getByRole("button", { name: "Negative", exact: true }).click();
  await seen(negative);
  await expect.poll(() => loaded(amara.page)).toMatch(/\/chain-worker-/);
  // Black and white of the negative, then the other way round: order counts.
  const inUse = panel.getByRole("region", { name: "In use, first to last" });
  await panel.getByRole("button", { name: "Two colours", exact: true }).click();
  await expect(inUse.getByRole("listitem")).toHaveText([/^Negative/, /^Two colours/]);
  await seen([212, 174, 102]);
  await inUse.getByRole("button", { name: "Move Two colours earlier" }).click();
  await expect(inUse.getByRole("listitem")).toHaveText([/^Two colours/, /^Negative/]);
  await seen([185, 200, 155]);
  await inUse.getByRole("button", { name: "Take Two colours off" }).click();
  await seen(negative);

  // Taken back, and allowed again by starting it anew, which takes up what was chosen.
  const tray = await openTray(amara);
  await openGrants(tray);
  await tray.getByRole("button", { name: /^Take back ?: see your picture/ }).click();
  await amara.page.keyboard.press("Escape");
  await seen(plain);
  await stopWidget(amara, "Filters");
  await startWidget(amara, "Filters");
  await seen(negative);
  await stopWidget(amara, "Filters");
  await seen(plain);

  const { pictures, brightest, offers } = await watched(jonas.page);
  expect(pictures).toBeGreaterThan(30);
  expect(brightest, "no picture was black").toBeGreaterThan(60);
  expect(offers).toBe(offersBefore);
});

test("a filter that is data alone is put on and off in the tray and in Filters", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  const seen = (colour: readonly number[]) =>
    expect
      .poll(async () => distance(await meanColour(tiles(jonas.page, amara)), colour), { message: colour.join(", "), timeout: 30_000 })
      .toBeLessThan(50);
  await addWidget(amara, textOf("../examples/duotone/duotone.json"), async (sheet) => {
    await expect(sheet.getByText("It is a filter for your picture", { exact: false })).toBeVisible();
    await expect(sheet.getByText("It asks for nothing.")).toBeVisible();
  });
  await seen(duotone);
  const line = (await openTray(amara)).getByRole("button", { name: /^Duotone/ });
  await expect(line).toHaveAttribute("aria-pressed", "true");
  await line.click();
  await seen(plain);

  await startWidget(amara, "Filters");
  const tile = amara.page.getByRole("tabpanel", { name: "Filters" }).getByRole("button", { name: "Duotone" });
  await tile.click();
  await seen(duotone);
  await expect(tile).toHaveAttribute("aria-pressed", "true");
  await (await openTray(amara)).getByRole("button", { name: "Forget Duotone" }).click();
  await seen(plain);
});

test("every filter is shown small, on the person's own picture, before it is chosen", async ({ guest, server, roomName }) => {
  const amara = await guest(people.amara, { photo: photoOfTwo });
  await followLink(amara, inviteTo(server.origin, roomName).sealed);
  await startWidget(amara, "Filters");
  const found = amara.page.getByRole("tabpanel", { name: "Filters" }).getByRole("region", { name: "Filters" });
  const tiles = found.locator(".filters-tile");
  await expect(tiles).toHaveCount(22);
  const colours = new Map<string, string>();
  for (const tile of await tiles.all()) {
    await tile.scrollIntoViewIfNeeded();
    const colour = (): Promise<string> => tile.locator("canvas").evaluate(meanOfCanvas);
    await expect.poll(colour, { message: await tile.innerText() }).not.toBe("nothing");
    colours.set(await tile.innerText(), await colour());
  }
  expect(colours.get("Sepia")).not.toBe(colours.get("Cool"));
  // One stop of the keyboard, arrows from there.
  await found.getByRole("button", { name: "Light and colour" }).focus();
  await amara.page.keyboard.press("ArrowRight");
  await amara.page.keyboard.press("ArrowDown");
  await expect(found.getByRole("button", { name: "Black and white" })).toBeFocused();
  await amara.page.keyboard.press("Enter");
  await expect(found.getByRole("button", { name: "Black and white" })).toHaveAttribute("aria-pressed", "true");
});

test("a bundle changes pictures with code of its own, and another background stands behind people", async ({ guest, server, roomName }) => {
  test.slow();
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara, { photo: photoOfTwo }), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  const video = tiles(jonas.page, amara).locator("video");
  // Pictures are dim at first, while the network is tried: they are as sharp as they get once they grow no sharper.
  let before = 0.1;
  await expect
    .poll(
      async () => {
        const now = await detailShare(video);
        const isSettled = now > 0.1 && now < before * 1.05;
        before = Math.max(before, now);
        return isSettled;
      },
      { timeout: 30_000, intervals: [1_000] },
    )
    .toBe(true);

  await addWidget(amara, textOf("../examples/pixelate/pixelate.js"), async (sheet) => {
    await expect(sheet.getByText("It can see your picture, and change it before it is sent.")).toBeVisible();
  });
  const frame = inside(amara.page, "Pixelate");
  await frame.getByLabel("Size of the blocks").fill("64");
  await expect.poll(() => detailShare(video), { timeout: 30_000 }).toBeLessThan(before * 0.7);
  const grants = await openTray(amara);
  await openGrants(grants);
  await grants.getByRole("button", { name: /^Take back ?: see your picture/ }).click();
  await amara.page.keyboard.press("Escape");
  await expect.poll(() => detailShare(video), { timeout: 30_000 }).toBeGreaterThan(before * 0.7);
  await expect(frame.getByRole("status")).toHaveText("Your picture goes out as it is.");

  const face = await meanOfPart(video, onTheFace);
  await startWidget(amara, "Filters");
  const panel = amara.page.getByRole("tabpanel", { name: "Filters" });
  await panel.getByRole("group", { name: "Background" }).getByRole("button", { name: "Colour", exact: true }).click();
  await panel.getByLabel("Background colour").fill("#00c8ff");
  await expect.poll(async () => distance(await meanOfPart(video, onTheDoor), [0, 200, 255]), { timeout: 60_000 }).toBeLessThan(60);
  // Until the person is found, nothing of the picture is shown at all.
  await expect
    .poll(async () => distance(await meanOfPart(video, onTheFace), face), { message: "the face stays", timeout: 60_000 })
    .toBeLessThan(60);
  expect(distance(await meanOfPart(video, onTheDoor), [0, 200, 255])).toBeLessThan(60);
  await panel.getByRole("button", { name: "Take everything off" }).click();
  await expect.poll(async () => distance(await meanOfPart(video, onTheDoor), [0, 200, 255]), { timeout: 30_000 }).toBeGreaterThan(150);
});

test("what was hidden is hidden from the first picture on after a reload", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  const cover = [31, 58, 95];
  const seen = async () => distance(await meanColour(tiles(jonas.page, amara)), cover);
  const panel = await startWidget(amara, "Filters");
  await panel.getByRole("group", { name: "Background" }).getByRole("button", { name: "Colour", exact: true }).click();
  // Nobody is found in a picture of one colour: all of it is background.
  await expect.poll(seen, { timeout: 60_000 }).toBeLessThan(60);

  await watchColours(jonas.page, { open: plain, cover });
  await expect.poll(async () => (await coloursShown(jonas.page)).cover).toBeGreaterThan(0);
  await amara.page.reload();
  await insideCall(amara.page);
  // The picture of the page before stands still until there is one of the new page.
  const { cover: before } = await coloursShown(jonas.page);
  await expect(panel.getByRole("button", { name: "Take everything off" })).toBeVisible({ timeout: 30_000 });
  await expectToSee(amara, jonas);
  const frames = await framesShown(tiles(jonas.page, amara));
  await expect.poll(() => framesShown(tiles(jonas.page, amara)), { timeout: 60_000 }).toBeGreaterThan(frames + 30);
  await expect.poll(seen, { timeout: 60_000 }).toBeLessThan(60);
  const shown = await coloursShown(jonas.page);
  expect([shown.open, shown.cover > before]).toEqual([0, true]);
});
