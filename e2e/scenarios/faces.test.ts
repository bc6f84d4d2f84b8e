import { fileURLToPath } from "node:url";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { pinkShare } from "../src/observe/pink-share.ts";
import { followLink, press, tiles, type Person } from "../src/person.ts";

/** Two people of a photo that the detector's package ships; the left one's eyes are at (301, 146) of the camera's 640×360. */
const photo = {
  file: fileURLToPath(new URL("../../node_modules/@vladmandic/face-api/demo/sample3.jpg", import.meta.url)),
  part: { x: 0, y: 100, width: 1_440, height: 810 },
  width: 640,
  height: 360,
  fps: 15,
};
/** Over the brows, where the hat of the left one has to be; and where nobody's hat may be, in shares of the picture. */
const overTheBrows = { x: 0.45, y: 0.155, width: 0.042, height: 0.11 };
const onTheChest = { x: 0.2, y: 0.75, width: 0.15, height: 0.2 };

const start = async ({ page }: Person, name: string): Promise<void> => {
  await press(page, "Open the widgets");
  const tray = page.getByRole("dialog");
  await tray.getByLabel("Find a widget").fill(name);
  await tray.getByRole("button", { name: new RegExp(`^${name}`) }).click();
};

test("a hat is where the face is, as the other person sees it, until it is taken off", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara, { photo }), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  const video = tiles(jonas.page, amara).locator("video");
  const pink = (where: typeof overTheBrows) => pinkShare(video, where);
  await expect.poll(() => pink(overTheBrows), { timeout: 30_000 }).toBeLessThan(0.05);

  await start(amara, "Faces");
  const panel = amara.page.getByRole("tabpanel", { name: "Faces" });
  await panel.getByRole("button", { name: "Party hat" }).click();
  await expect.poll(() => pink(overTheBrows), { timeout: 60_000 }).toBeGreaterThan(0.5);
  expect(await pink(onTheChest)).toBeLessThan(0.05);
  await expect(panel.getByText(/faces? found$/)).toBeVisible();

  await panel.getByRole("button", { name: "Take everything off" }).click();
  await expect.poll(() => pink(overTheBrows), { timeout: 30_000 }).toBeLessThan(0.05);
});
