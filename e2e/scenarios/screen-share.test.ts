import type { Page } from "@playwright/test";
import { sharedPageTitle } from "../src/browser/chromium-flags.ts";
import { pressExtension } from "../src/browser/press-extension.ts";
import { startCall, useServer } from "../src/extension-calls.ts";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import type { Character } from "../src/media/people.ts";
import { inkShare, type PicturePart } from "../src/observe/ink-share.ts";
import { meanColour } from "../src/observe/observed-media.ts";
import { followLink, joinCall, press, tiles, type Person } from "../src/person.ts";
import { openLocalPages } from "../src/server/local-pages.ts";
import { expectToSee } from "../src/see-and-hear.ts";

const pink = [230, 90, 230] as const;
const sharedPage = `<!doctype html><title>${sharedPageTitle}</title><body style="margin:0;background:rgb(${pink.join(",")})">`;

const screenOf = (viewer: Person, presenter: Character) => tiles(viewer.page, presenter, "screen");
const ownScreen = (page: Page) => page.locator('article[data-self][data-source="screen"]');

const expectPink = async (viewer: Person, presenter: Character): Promise<void> => {
  const distance = async (): Promise<number> => {
    const seen = await meanColour(screenOf(viewer, presenter));
    return typeof seen === "string" ? Number.POSITIVE_INFINITY : Math.hypot(...pink.map((part, index) => part - (seen[index] ?? 0)));
  };
  await expect.poll(distance, { message: `${viewer.name} sees the shared page`, timeout: 30_000 }).toBeLessThan(60);
};

/** Takes the pen on somebody's screen and draws a level line, from and to these shares of the picture. */
const drawLine = async (viewer: Person, presenter: Character, line: { from: number; to: number; y: number }): Promise<void> => {
  const tile = screenOf(viewer, presenter);
  await tile.hover();
  const pen = tile.getByRole("button", { name: "Draw", exact: true });
  if ((await pen.getAttribute("aria-pressed")) !== "true") await pen.click();
  const place = await tile.locator("video").evaluate((video: HTMLVideoElement) => {
    const box = video.getBoundingClientRect();
    const scale = Math.min(box.width / video.videoWidth, box.height / video.videoHeight);
    const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
    return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
  });
  const { mouse } = viewer.page;
  const at = (x: number) => [place.x + place.width * x, place.y + place.height * line.y] as const;
  await mouse.move(...at(line.from));
  await mouse.down();
  await mouse.move(...at(line.to), { steps: 12 });
  await mouse.up();
};

const level = (y: number): PicturePart => ({ x: 0.4, y: y - 0.006, width: 0.2, height: 0.012 });

test("a viewer draws on the very page that is shared; it pauses, is left, and ends", async ({ extensionPerson, guest, server }) => {
  await using site = await openLocalPages();
  for (const path of ["/", "/next"]) site.put(path, { body: sharedPage });
  const amara = await extensionPerson(people.amara);
  await useServer(amara, server.origin);
  const { caller, link } = await startCall(amara);
  await joinCall(caller);
  const jonas = await guest(people.jonas);
  await followLink(jonas, link);
  await expectToSee(jonas, people.amara);

  const shared = await amara.context.newPage();
  await shared.goto(site.origin);
  await shared.bringToFront();
  const popup = await pressExtension(amara.context, amara.extensionId, site.origin);
  await popup.press("Share this page");
  await caller.page.getByText(`“${sharedPageTitle}” is ready to be shared`).waitFor();
  await caller.page.bringToFront();
  await caller.page.getByRole("button", { name: "Share the page" }).click();
  await expectPink(jonas, people.amara);
  await caller.page.bringToFront();
  await expect(ownScreen(caller.page).getByText("Others draw on the page itself.")).toBeVisible();

  // The captured picture itself shows the line, on the viewer's side, where it was drawn and nowhere else.
  const captured = screenOf(jonas, people.amara).locator("video");
  expect(await inkShare(captured, level(0.5))).toBe(0);
  await drawLine(jonas, people.amara, { from: 0.3, to: 0.7, y: 0.5 });
  await expect.poll(() => inkShare(captured, level(0.5)), { message: "the line is in the captured picture" }).toBeGreaterThan(0.2);
  expect(await inkShare(captured, level(0.35))).toBe(0);
  expect(await inkShare(captured, { x: 0.8, y: 0.4, width: 0.15, height: 0.2 })).toBe(0);
  await expect.poll(() => inkShare(captured, level(0.5)), { message: "the line vanishes" }).toBe(0);

  await press(caller.page, "What you share");
  await caller.page.getByRole("menuitem", { name: "Pause sharing" }).click();
  await expect(screenOf(jonas, people.amara).getByText("Sharing is paused")).toBeVisible();
  await expect(screenOf(jonas, people.amara).locator("video")).toHaveCount(0);
  await ownScreen(caller.page).getByRole("button", { name: "Go on sharing" }).click();
  await expectPink(jonas, people.amara);

  await shared.goto(`${site.origin}/next`);
  await expect(caller.page.getByText("The page was left, so drawing goes over the picture now")).toBeVisible();
  const ink = ownScreen(caller.page).locator("canvas.tfx-ink");
  await expectPink(jonas, people.amara);
  await drawLine(jonas, people.amara, { from: 0.3, to: 0.7, y: 0.5 });
  await expect
    .poll(() => inkShare(ink, { x: 0.4, y: 0.4, width: 0.2, height: 0.2 }), { message: "Amara sees the line" })
    .toBeGreaterThan(0.01);

  await press(caller.page, "Stop sharing");
  await expect(screenOf(jonas, people.amara)).toHaveCount(0);
});

test("two share at once; over a picture others draw once they may; the browser's own stop is noticed", async ({
  guest,
  server,
  roomName,
}) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  const sharedBy = async (person: Person): Promise<Page> => {
    const page = await person.context.newPage();
    await page.setContent(sharedPage);
    await person.page.bringToFront();
    return page;
  };
  const [, jonasPage] = [await sharedBy(amara), await sharedBy(jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectToSee(amara, people.jonas);
  for (const person of [amara, jonas]) {
    await press(person.page, "Share your screen");
    await expect(ownScreen(person.page)).toBeVisible();
    await person.page.bringToFront();
  }
  await expectPink(amara, people.jonas);
  await expectPink(jonas, people.amara);

  await screenOf(amara, people.jonas).hover();
  await expect(screenOf(amara, people.jonas).getByRole("button", { name: "Draw", exact: true })).toHaveCount(0);
  await press(jonas.page, "What you share");
  await jonas.page.getByRole("menuitemcheckbox", { name: "Let others draw" }).click();
  await drawLine(amara, people.jonas, { from: 0.2, to: 0.8, y: 0.3 });
  const ink = ownScreen(jonas.page).locator("canvas.tfx-ink");
  // Amara came first: her colour is orange, which is no share of green or blue, but is paint.
  const painted = () =>
    ink.evaluate((canvas: HTMLCanvasElement) =>
      canvas
        .getContext("2d")
        ?.getImageData(0, 0, canvas.width, canvas.height)
        .data.some((part) => part > 0),
    );
  await expect.poll(painted, { message: "Jonas sees the line" }).toBe(true);

  await screenOf(amara, people.jonas).getByRole("group").press("+");
  await expect(screenOf(amara, people.jonas).getByRole("button", { name: "Show all of it" })).toBeVisible();

  await jonasPage.close();
  await expect(jonas.page.getByText("You no longer share anything")).toBeVisible();
  await expect(screenOf(amara, people.jonas)).toHaveCount(0);
  await expectPink(jonas, people.amara);
});
