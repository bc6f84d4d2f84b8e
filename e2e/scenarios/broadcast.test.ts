import type { Locator } from "@playwright/test";
import { expect, people, test } from "../src/fixtures.ts";
import { inviteTo } from "../src/invite.ts";
import type { Character } from "../src/media/people.ts";
import { whoIsHeard } from "../src/observe/observed-media.ts";
import { meanOfPart } from "../src/observe/picture-part.ts";
import { endWorker, holdWorker } from "../src/worker-hand.ts";
import { followLink, press, type Person } from "../src/person.ts";
import { publishToken } from "../src/publish-token.ts";
import { expectMutualCall } from "../src/see-and-hear.ts";
import { openGateway, type GatewayProcess } from "../src/server/gateway-process.ts";
import { openServer, type ServerProcess } from "../src/server/server-process.ts";
import { watchedAs, watchOverWhep } from "../src/watch-over-whep.ts";

const secret = "a secret that server and gateway share, here";
let gateway: GatewayProcess;
let server: ServerProcess;

test.beforeAll(async ({ pages }) => {
  gateway = await openGateway({ TFX_GATEWAY_SECRET: secret, TFX_GATEWAY_IDLE_SECONDS: "60" });
  const environment = { TFX_GATEWAY_URL: gateway.origin, TFX_GATEWAY_SECRET: secret };
  server = await openServer({ webRoot: pages.web, environment });
});
test.afterAll(async () => {
  await Promise.all([server.stop(), gateway.stop()]);
});

const places = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((x) => [0.3, 0.5, 0.7].map((y) => ({ x, y, width: 0.05, height: 0.05 })));

const isColour = (seen: readonly number[], { colour }: Character): boolean =>
  seen.every((value, index) => Math.abs(value - (colour[index] ?? 0)) < 50);

/** Whose colours are in the picture now. */
const whoIsIn = async (video: Locator): Promise<string> => {
  const seen = await Promise.all(places.map((place) => meanOfPart(video, place)));
  const found = [people.amara, people.jonas].filter((person) => seen.some((colour) => isColour(colour, person)));
  return found.map(({ name }) => name).join(" and ") || "nobody";
};
const expectInPicture = (video: Locator, who: string): Promise<void> => expect.poll(() => whoIsIn(video), { timeout: 30_000 }).toBe(who);

const openBroadcast = async ({ page }: Person): Promise<Locator> => {
  await press(page, "Open the widgets");
  const tray = page.getByRole("dialog");
  await tray.getByLabel("Find a widget").fill("Broadcast");
  await tray.getByRole("button", { name: /^Broadcast/ }).click();
  const panel = page.getByRole("tabpanel", { name: "Broadcast" });
  await expect(panel.getByRole("button", { name: "Go live" })).toBeVisible();
  return panel;
};

const onAir = ({ page }: Person): Locator => page.getByRole("button", { name: /ON AIR/ });
const state = (panel: Locator, words: string): Promise<void> =>
  expect(panel.locator(".broadcast-live").getByRole("status")).toHaveText(words, { timeout: 30_000 });

test("a call is broadcast: everybody sees it, others watch it, and it comes back when the gateway does", async ({ guest, roomName }) => {
  test.setTimeout(180_000);
  const { sealed } = inviteTo(server.origin, roomName);
  const [amara, jonas, mei] = [await guest(people.amara), await guest(people.jonas), await guest(people.mei)];
  await followLink(amara, sealed);
  await followLink(jonas, sealed);
  await expectMutualCall([amara, jonas]);
  // Jonas is to be the only one who is heard.
  await press(amara.page, "Mute");
  const panel = await openBroadcast(amara);
  await panel.getByLabel("Layout").selectOption({ label: "Everybody alike" });
  // Each is another stage: a camera has few pictures to lend, and gives no more to the next where the last kept its own.
  for (const lines of Array.from({ length: 12 }, (_, round) => [480, 720, 360][round % 3]))
    await panel.getByLabel("Size").selectOption({ label: `${lines} lines` });
  await panel.getByLabel("Title").fill("Two of us");
  await expectInPicture(panel.locator("video"), "Amara and Jonas");
  await panel.getByRole("button", { name: "Go live" }).click();
  await state(panel, "On air");
  await expect(onAir(jonas)).toContainText("This call is being broadcast by Amara");
  await expect(onAir(amara)).toContainText("You broadcast this call");

  const link = new URL(await panel.locator("code").first().innerText());
  const stream = link.searchParams.get("stream") ?? "";
  expect(link.href).toBe(`${server.origin}/watch.html?stream=${stream}`);
  const facts = async (): Promise<unknown> => (await fetch(`${gateway.origin}/live/${stream}`)).json();
  await expect.poll(facts).toMatchObject({ state: "live", title: "Two of us", poster: `${gateway.origin}/live/${stream}/poster` });
  expect((await fetch(`${gateway.origin}/live/${stream}/poster`)).headers.get("content-type")).toBe("image/jpeg");

  // Somebody who is in no call sees both, and hears the one who speaks.
  const video = await watchOverWhep(mei.page, { gateway: gateway.origin, stream });
  await expectInPicture(video, "Amara and Jonas");
  await expect.poll(() => whoIsHeard(mei.page, watchedAs), { timeout: 30_000 }).toBe("Jonas");
  await expect(panel.getByText("1 viewer", { exact: true })).toBeVisible();

  // In a break nobody is seen or heard.
  await panel.getByRole("button", { name: "Have a break" }).click();
  await state(panel, "Break");
  const inBreak = jonas.page.getByRole("button", { name: "Break: The broadcast by Amara has a break" });
  await expect(inBreak).toBeVisible();
  await expectInPicture(video, "nobody");
  await expect.poll(() => whoIsHeard(mei.page, watchedAs)).toBe("silence");
  await panel.getByRole("button", { name: "Go on" }).click();
  await expect(inBreak).toHaveCount(0);
  await expect(onAir(jonas)).toBeVisible();
  await expectInPicture(video, "Amara and Jonas");

  // The gateway dies, and is started again: nobody has to do anything.
  await gateway.kill();
  await state(panel, "Connecting again…");
  await gateway.start();
  await state(panel, "On air");
  await expect.poll(facts).toMatchObject({ state: "live", title: "Two of us" });
  // The link that was copied leads to the page for everybody.
  await mei.page.goto(link.href);
  await expectInPicture(mei.page.locator("video"), "Amara and Jonas");
  await expect(mei.page.getByRole("heading", { name: "Two of us" })).toBeVisible();
  await expect(panel.getByText("1 viewer", { exact: true })).toBeVisible();

  await panel.getByRole("button", { name: "End", exact: true }).click();
  const question = amara.page.getByRole("alertdialog");
  await expect(question).toContainText("1 person is watching. End the broadcast?");
  await question.getByRole("button", { name: "End", exact: true }).click();
  await expect(panel.getByText(/^The broadcast has ended after/)).toContainText("At most 1 person watched at a time.");
  await expect(onAir(jonas)).toHaveCount(0);
  await expect(onAir(amara)).toHaveCount(0);
  await expect.poll(facts).toMatchObject({ state: "ended" });
});

test("a broadcast whose picture is drawn no more begins anew by itself, and says so", async ({ guest, roomName }) => {
  const [amara, mei] = [await guest(people.amara), await guest(people.mei)];
  await holdWorker(amara.page, "compose");
  await followLink(amara, inviteTo(server.origin, roomName).sealed);
  const panel = await openBroadcast(amara);
  await panel.getByLabel("Size").selectOption({ label: "360 lines" });
  await expectInPicture(panel.locator("video"), "Amara");
  await panel.getByRole("button", { name: "Go live" }).click();
  await state(panel, "On air");
  const stream = new URL(await panel.locator("code").first().innerText()).searchParams.get("stream") ?? "";
  await endWorker(amara.page);
  await expect(amara.page.getByText("The picture of your broadcast had stopped. It has begun anew.")).toBeVisible({ timeout: 30_000 });
  await state(panel, "On air");
  await expectInPicture(panel.locator("video"), "Amara");
  await expectInPicture(await watchOverWhep(mei.page, { gateway: gateway.origin, stream }), "Amara");
});

test("a broadcast goes to any server with its key, without those who asked to be left out", async ({ guest, pages, roomName }) => {
  const other = await openServer({ webRoot: pages.web });
  try {
    const { sealed } = inviteTo(other.origin, roomName);
    const [amara, jonas, mei] = [await guest(people.amara), await guest(people.jonas), await guest(people.mei)];
    await followLink(amara, sealed);
    await followLink(jonas, sealed);
    await expectMutualCall([amara, jonas]);
    const panel = await openBroadcast(amara);
    // The server names no gateway, so there is one way alone.
    await expect(panel.getByLabel("Where to")).toHaveCount(0);
    await expect(panel.getByRole("button", { name: "Go live" })).toBeDisabled();
    const stream = "a-name-of-ones-own";
    const address = `${gateway.origin.replace("127.0.0.1", "localhost")}/whip/${stream}`;
    await panel.getByLabel("Address of a server for broadcasts (WHIP)").fill(address);
    await panel.getByLabel("Its key, if it wants one").fill("not the right one");
    await panel.getByRole("button", { name: "Go live" }).click();
    await expect(panel.getByRole("alert")).toContainText("The server wants another key for this.");
    await state(panel, "Not on air");
    await expect(onAir(jonas)).toHaveCount(0);
    await panel.getByRole("button", { name: "End", exact: true }).click();

    await panel.getByLabel("Its key, if it wants one").fill(publishToken(secret, stream));
    await panel.getByRole("button", { name: "Go live" }).click();
    await state(panel, "On air");
    await jonas.page.getByRole("button", { name: "Leave me out" }).last().click();
    await expect(panel.getByText("1 person asked to be left out and does not go out.")).toBeVisible();
    const video = await watchOverWhep(mei.page, { gateway: gateway.origin, stream });
    await expectInPicture(video, "Amara");
    await expect.poll(() => whoIsHeard(mei.page, watchedAs), { timeout: 30_000 }).toBe("Amara");
  } finally {
    await other.stop();
  }
});

/** Four green pixels. */
const picture =
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBIWXMAAAABAAAAAQBPJcTWAAAAD0lEQVR4nGNgqGcAIQgFAA3yAf0TIoIjAAAAAElFTkSuQmCC";

test("sound alone is broadcast and heard, listed with a picture of one's own", async ({ guest, roomName }) => {
  const amara = await guest(people.amara);
  await followLink(amara, inviteTo(server.origin, roomName).sealed);
  const panel = await openBroadcast(amara);
  await panel.getByLabel("What goes out").selectOption({ label: "Sound only" });
  await expect(panel.locator("video")).toHaveCount(0);
  await panel.getByLabel("Title").fill("Radio Amara");
  await panel.getByLabel("Picture before it begins").selectOption({ label: "A picture of mine…" });
  const file = { name: "radio.png", mimeType: "image/png", buffer: Buffer.from(picture, "base64") };
  await panel.locator("input[type=file]").setInputFiles(file);
  await expect(panel.getByText("radio.png")).toBeVisible();
  await panel.getByRole("switch", { name: "Show it in the list of live broadcasts" }).click();
  await panel.getByRole("button", { name: "Go live" }).click();
  await state(panel, "On air");
  const listed = async (): Promise<unknown> => (await fetch(`${gateway.origin}/live`)).json();
  await expect.poll(listed).toMatchObject({ now: [{ title: "Radio Amara", state: "live" }] });
  const link = new URL(await panel.locator("code").first().innerText());
  const stream = link.searchParams.get("stream") ?? "";
  // Drawn anew, so that nothing else of the file goes out.
  expect((await fetch(`${gateway.origin}/live/${stream}/poster`)).headers.get("content-type")).toBe("image/jpeg");
  await expect(panel.getByText(/^[1-9]\d+ kbit\/s · \d+ ms to the server/)).toBeVisible();
  const mei = await guest(people.mei);
  await mei.page.goto(link.href);
  const video = mei.page.locator("video");
  await video.evaluate((element, id) => void (element.dataset["participant"] = id), watchedAs);
  // A page that nobody has touched plays without sound; a press makes it heard.
  await expect.poll(() => video.evaluate((element) => (element as HTMLVideoElement).currentTime), { timeout: 30_000 }).toBeGreaterThan(1);
  const withSound = mei.page.getByRole("button", { name: "Play with sound" });
  if (await withSound.isVisible()) await withSound.click();
  await expect.poll(() => whoIsHeard(mei.page, watchedAs), { timeout: 30_000 }).toBe("Amara");
});

test("a gateway that asks viewers lets in whoever has the link or a player's line", async ({ guest, pages, roomName }) => {
  const asked = { TFX_GATEWAY_SECRET: secret, TFX_GATEWAY_OPEN_VIEWING: "no" };
  const closed = await openGateway(asked);
  const asking = await openServer({ webRoot: pages.web, environment: { ...asked, TFX_GATEWAY_URL: closed.origin } });
  try {
    const [amara, mei] = [await guest(people.amara), await guest(people.mei)];
    await followLink(amara, inviteTo(asking.origin, roomName).sealed);
    const panel = await openBroadcast(amara);
    await panel.getByLabel("Size").selectOption({ label: "360 lines" });
    await panel.getByRole("button", { name: "Go live" }).click();
    await state(panel, "On air");

    const [page = "", vlc = ""] = await panel.locator("code").allTextContents();
    const link = new URL(page);
    expect(link.hash).toMatch(/^#token=[\w-]+\.[\w-]+\.[\w-]+$/);
    const address = new URL(/^vlc "(.+)"$/.exec(vlc)?.[1] ?? "");
    const status = async (url: URL): Promise<number> => (await fetch(url)).status;
    await expect.poll(() => status(address), { timeout: 30_000 }).toBe(200);
    expect(await status(new URL(address.pathname, address))).toBe(401);

    await mei.page.goto(link.href);
    await expectInPicture(mei.page.locator("video"), "Amara");
    await mei.page.goto(link.href.replace(link.hash, ""));
    await expect(mei.page.getByText("You need another link")).toBeVisible({ timeout: 30_000 });
  } finally {
    await Promise.all([asking.stop(), closed.stop()]);
  }
});

test("a broadcast goes on when its tokens end, and the panel shows the link that holds", async ({ guest, pages, roomName }) => {
  const asked = { TFX_GATEWAY_SECRET: secret, TFX_GATEWAY_OPEN_VIEWING: "no" };
  const closed = await openGateway(asked);
  // Tokens of 25 seconds: long enough to be watched with, on a busy machine too.
  const environment = { ...asked, TFX_GATEWAY_URL: closed.origin, TFX_BROADCAST_HOURS: "0.007" };
  const brief = await openServer({ webRoot: pages.web, environment });
  try {
    const [amara, mei] = [await guest(people.amara), await guest(people.mei)];
    await followLink(amara, inviteTo(brief.origin, roomName).sealed);
    const panel = await openBroadcast(amara);
    await panel.getByLabel("Size").selectOption({ label: "360 lines" });
    await panel.getByRole("button", { name: "Go live" }).click();
    await state(panel, "On air");
    const link = (): Promise<string> => panel.locator("code").first().innerText();
    const first = await link();
    await expect.poll(link, { timeout: 60_000 }).not.toBe(first);
    await mei.page.goto(await link());
    await expectInPicture(mei.page.locator("video"), "Amara");
    await state(panel, "On air");
    const [, token = ""] = first.split("#token=");
    const stream = new URL(first).searchParams.get("stream") ?? "";
    expect((await fetch(`${closed.origin}/hls/${stream}/index.m3u8?token=${token}`)).status).toBe(401);
  } finally {
    await Promise.all([brief.stop(), closed.stop()]);
  }
});
