import type { Locator } from "@playwright/test";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import { followLink, press, tiles, type Person } from "../src/person.ts";
import { expectMutualCall, expectToHear } from "../src/see-and-hear.ts";
import { startWidget } from "../src/widgets.ts";

/** Where the highest bar stands, as a share of the canvas's width; 0 while there is none. */
const highestBar = (canvas: Locator): Promise<number> =>
  canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) throw new Error("no canvas");
    const { width, height } = element;
    const pixels = element.getContext("2d")?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    // The first row from above in which anything is drawn: the tip of the highest bar, in its middle.
    for (let row = 0; row < height; row++) {
      const drawn = Array.from({ length: width }, (_, column) => column).filter(
        (column) => (pixels[(row * width + column) * 4 + 3] ?? 0) > 128,
      );
      if (drawn.length > 0) return ((drawn.at(0) ?? 0) + (drawn.at(-1) ?? 0)) / 2 / width;
    }
    return 0;
  });

/** The origin lines of the connections' descriptions: they count the negotiations (RFC 9429, 5.2.2). */
const descriptions = ({ page }: Person): Promise<(string | undefined)[]> =>
  page.evaluate(() => {
    const { connectionsMade } = globalThis as typeof globalThis & { connectionsMade: RTCPeerConnection[] };
    return connectionsMade.map(({ localDescription }) => /^o=.*$/m.exec(localDescription?.sdp ?? "")?.[0]);
  });

/** What is said of the sound that is sent: the worklet's is marked as speech, the microphone's own is not (W3C mst-content-hint). */
const sentHint = ({ page }: Person): Promise<string | undefined> =>
  page.evaluate(() => {
    const { connectionsMade } = globalThis as typeof globalThis & { connectionsMade: RTCPeerConnection[] };
    const tracks = connectionsMade.flatMap((connection) => connection.getSenders().map(({ track }) => track));
    return tracks.find((track) => track?.kind === "audio")?.contentHint;
  });

/** Each octave is as wide as the next, from 80 Hz to 12 kHz. */
const shareOf = (hertz: number): number => Math.log(hertz / 80) / Math.log(12_000 / 80);

test("the other's tone is a peak at its frequency, in words and pixels, and it is said who speaks", async ({ guest, server, roomName }) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);

  const panel = await startWidget(amara, "Visualizer");
  await expect(panel.getByRole("status")).toContainText("Jonas", { timeout: 30_000 });
  await panel.getByLabel("Whose sound").selectOption({ label: "Jonas" });
  const heard = async (): Promise<number> => Number(/\d+/.exec(await panel.locator(".visualizer-tone").innerText())?.[0] ?? 0);
  await expect.poll(async () => Math.abs((await heard()) - people.jonas.toneHz), { timeout: 30_000 }).toBeLessThan(15);
  const canvas = panel.locator("canvas");
  await expect
    .poll(async () => Math.abs((await highestBar(canvas)) - shareOf(people.jonas.toneHz)), { timeout: 30_000 })
    .toBeLessThan(0.03);

  await panel.getByRole("button", { name: "Show rings on the tiles" }).click();
  const ring = amara.page.locator(
    `.visualizer-ring[data-participant="${(await tiles(amara.page, people.jonas).getAttribute("data-participant")) ?? ""}"]`,
  );
  const thickness = (): Promise<number> => ring.evaluate((element) => Number.parseFloat(getComputedStyle(element).borderTopWidth));
  await expect.poll(thickness, { timeout: 15_000 }).toBeGreaterThan(1);
  await expect(amara.page.getByText(/Jonas.* (is|are) speaking/)).toHaveCount(1);
});

test("strong noise removal goes on and off in a call, by RNNoise, without a new offer, and the voice goes on", async ({
  guest,
  server,
  roomName,
}) => {
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  const before = await descriptions(jonas);
  const loaded = (): Promise<boolean> =>
    jonas.page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/rnnoise.wasm")));
  expect(await loaded()).toBe(false);

  const choose = async (choice: string): Promise<void> => {
    await press(jonas.page, "More");
    await jonas.page.getByRole("menuitem", { name: /^Settings/ }).click();
    await jonas.page.getByLabel("Noise", { exact: true }).selectOption({ label: choice });
    await jonas.page.keyboard.press("Escape");
  };
  await choose("Take noise away, strongly");
  await expect.poll(loaded, { timeout: 30_000 }).toBe(true);
  await expect.poll(() => sentHint(jonas), { timeout: 30_000 }).toBe("speech");
  await expectToHear(amara, people.jonas);
  await expect(jonas.page.getByText("Strong noise removal does not work")).toHaveCount(0);
  await choose("Let all sounds through");
  await expect.poll(() => sentHint(jonas), { timeout: 30_000 }).toBe("");
  await expectToHear(amara, people.jonas);
  expect(await descriptions(jonas)).toEqual(before);
});
