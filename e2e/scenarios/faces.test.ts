import type { Locator } from "@playwright/test";
import { videosSent } from "../src/browser/connection-spy.ts";
import { startCall, useServer } from "../src/extension-calls.ts";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { photoOfTwo } from "../src/media/photo-video.ts";
import { detailShare, meanOfPart, type PicturePart } from "../src/observe/picture-part.ts";
import { followLink, joinCall, tiles } from "../src/person.ts";
import { startWidget, stopWidget } from "../src/widgets.ts";

// Parts of the photo, in shares of its width and height.
const onTheDoor = { x: 0.02, y: 0.35, width: 0.15, height: 0.2 };
const overTheLeftBrows = { x: 0.45, y: 0.155, width: 0.042, height: 0.11 };
const onTheLeftMouth = { x: 0.44, y: 0.5, width: 0.06, height: 0.06 };
const leftFace = { x: 0.425, y: 0.37, width: 0.09, height: 0.22 };
const rightFace = { x: 0.755, y: 0.22, width: 0.1, height: 0.22 };

/** How much more pink than green a part is: the hat is, neither hair nor skin nor the window are. */
const pink = async (video: Locator, part: PicturePart): Promise<number> => {
  const [red = 0, green = 0, blue = 0] = await meanOfPart(video, part);
  return (red + blue) / 2 - green;
};

test("a hat is over the face, as the other person sees it, until the widget is stopped", async ({ guest, server, roomName }) => {
  test.slow();
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara, { photo: photoOfTwo }), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  const video = tiles(jonas.page, amara).locator("video");
  // The photo is there, and bright, before anything is looked for in it.
  await expect.poll(async () => (await meanOfPart(video, leftFace))[0], { timeout: 30_000 }).toBeGreaterThan(80);
  const bare = await pink(video, overTheLeftBrows);
  expect(bare).toBeLessThan(25);
  const camera = await videosSent(amara.page);

  const panel = await startWidget(amara, "Faces");
  const hat = panel.getByRole("button", { name: "Party hat" });
  await hat.click();
  await expect(hat).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => pink(video, overTheLeftBrows), { timeout: 60_000 }).toBeGreaterThan(60);
  expect(await pink(video, onTheLeftMouth), "the face itself is bare").toBeLessThan(40);
  await expect(panel.getByText(/faces found$/)).toBeVisible();
  expect(await videosSent(amara.page)).not.toEqual(camera);

  await stopWidget(amara, "Faces");
  await expect.poll(() => pink(video, overTheLeftBrows), { timeout: 30_000 }).toBeLessThan(25);
  await expect.poll(() => videosSent(amara.page), { message: "the camera's own picture is sent again" }).toEqual(camera);
});

test("every face but the largest is blurred for the other person, until all is taken off", async ({ guest, server, roomName }) => {
  test.slow();
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara, { photo: photoOfTwo }), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  const video = tiles(jonas.page, amara).locator("video");
  /** Detail of the left face to that of the right one: how sharp the whole picture is says nothing. */
  const leftToRight = async (): Promise<number> => {
    const right = await detailShare(video, rightFace);
    return right < 0.1 ? Number.NaN : (await detailShare(video, leftFace)) / right;
  };
  await expect.poll(leftToRight, { timeout: 30_000 }).toBeGreaterThan(0.7);
  const before = await leftToRight();

  const panel = await startWidget(amara, "Faces");
  await panel.getByText("Blur every face but mine").click();
  await expect(panel.getByRole("switch", { name: "Blur every face but mine" })).toBeChecked();
  // First everything is blurred, then all but the largest face; the edges of the blocks are detail, too.
  await expect.poll(leftToRight, { timeout: 60_000 }).toBeLessThan(before * 0.65);
  await expect(panel.getByText(/faces found$/)).toBeVisible();

  await panel.getByRole("button", { name: "Take everything off" }).click();
  await expect.poll(leftToRight, { timeout: 30_000 }).toBeGreaterThan(before * 0.8);
});

test("in the extension faces and people are found, too, under its policy", async ({ extensionPerson, server }) => {
  test.slow();
  const amara = await extensionPerson(people.amara, { photo: photoOfTwo });
  await useServer(amara, server.origin);
  const { caller } = await startCall(amara);
  await joinCall(caller);
  const own = caller.page.locator("[data-self] video");
  const faces = await startWidget(caller, "Faces");
  await faces.getByRole("button", { name: "Party hat" }).click();
  await expect(faces.getByText("2 faces found")).toBeVisible({ timeout: 40_000 });
  await expect.poll(() => pink(own, overTheLeftBrows), { timeout: 30_000 }).toBeGreaterThan(60);
  await stopWidget(caller, "Faces");

  const filters = await startWidget(caller, "Filters");
  await filters.getByRole("group", { name: "Background" }).getByRole("button", { name: "Colour", exact: true }).click();
  await filters.getByLabel("Background colour").fill("#00c8ff");
  const blueness = async (part: PicturePart): Promise<number> => {
    const [red = 0, , blue = 0] = await meanOfPart(own, part);
    return blue - red;
  };
  await expect.poll(() => blueness(onTheDoor), { timeout: 60_000 }).toBeGreaterThan(150);
  // The people stand before it.
  await expect.poll(() => blueness(leftFace), { timeout: 30_000 }).toBeLessThan(80);
});
