import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect, people, test } from "../src/fixtures.ts";
import { whoIsHeard, whoIsSeen } from "../src/observe/observed-media.ts";
import { seriousFindingsAwake } from "../src/observe/serious-findings.ts";
import type { Person } from "../src/person.ts";
import { publishCamera } from "../src/publish.ts";
import { openGateway, type GatewayProcess } from "../src/server/gateway-process.ts";
import { openServer, type ServerProcess } from "../src/server/server-process.ts";

let gateway: GatewayProcess;
let server: ServerProcess;
let folder = "";
let streams = 0;
const nextStream = (): string => `film-${(streams += 1)}`;

test.beforeAll(async ({ pages }) => {
  folder = mkdtempSync(join(tmpdir(), "tfx-e2e-gateway-"));
  gateway = await openGateway({ TFX_GATEWAY_FOLDER: folder, TFX_GATEWAY_IDLE_SECONDS: "20" });
  server = await openServer({ webRoot: pages.web, environment: { TFX_GATEWAY_URL: gateway.origin } });
});
test.afterAll(async () => {
  await Promise.all([server.stop(), gateway.stop()]);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const api = async (method: string, path: string, body?: object): Promise<void> => {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${gateway.origin}${path}`, { method, ...(body && { headers, body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
};

/** Somebody publishes from a page of the server, whose policy knows the gateway. */
const publish = async ({ page }: Person, stream: string): Promise<void> => {
  await page.goto(server.origin);
  await publishCamera(page, `${gateway.origin}/whip/${stream}`);
};

/** Notes whatever would ask somebody for a device. */
const watchDevices = async ({ context }: Person): Promise<void> => {
  await context.addInitScript(() => {
    const asked: string[] = [];
    const refuse = (what: string) => () => {
      asked.push(what);
      return Promise.reject(new DOMException("no", "NotAllowedError"));
    };
    Object.assign(globalThis, { asked });
    Object.assign(navigator.mediaDevices, { getUserMedia: refuse("camera or microphone"), getDisplayMedia: refuse("screen") });
  });
};
const askedFor = (page: Page): Promise<unknown> => page.evaluate(() => Reflect.get(globalThis, "asked"));

const openWatch = async ({ page }: Person, stream: string, query = ""): Promise<Locator> => {
  await page.goto(`${server.origin}/watch.html?stream=${stream}${query}`);
  return page.locator("video");
};

const expectToSee = (video: Locator, who: string): Promise<void> =>
  expect.poll(() => whoIsSeen(video), { message: `${who} is seen`, timeout: 30_000 }).toBe(who);

/** `direct` is WebRTC, `fed` is HLS by script. */
const wayOf = (video: Locator): Promise<string> =>
  video.evaluate((element) => {
    const film = element as HTMLVideoElement;
    return film.srcObject !== null ? "direct" : film.src.startsWith("blob:") ? "fed" : film.src;
  });

const saysTitle = (page: Page, name: string | RegExp): Promise<void> =>
  expect(page.getByRole("heading", { level: 2, name })).toBeVisible({ timeout: 40_000 });

test("whoever opens the link early sees the broadcast begin, pause, go on and end, and is never asked for a device", async ({ guest }) => {
  test.setTimeout(150_000);
  const stream = nextStream();
  const [amara, viewer] = [await guest(people.amara), await guest(people.mei)];
  await watchDevices(viewer);
  const video = await openWatch(viewer, stream);
  await saysTitle(viewer.page, "There is no such broadcast yet");
  await publish(amara, stream);
  await expectToSee(video, "Amara");
  expect(await wayOf(video)).toBe("direct");
  await expect(viewer.page.getByText("Live", { exact: true })).toBeVisible();
  await expect(viewer.page.getByText(/^0\.\d sec behind$/)).toBeVisible();
  await video.evaluate((element) => (element.dataset["participant"] = "broadcast"));
  await expect.poll(() => whoIsHeard(viewer.page, "broadcast"), { timeout: 30_000 }).toBe("Amara");
  expect(await seriousFindingsAwake(viewer.page)).toEqual([]);

  await amara.page.goto("about:blank");
  await saysTitle(viewer.page, "Back in a moment");
  await publish(amara, stream);
  await expectToSee(video, "Amara");
  await expect(viewer.page.getByText("Back in a moment")).toHaveCount(0);

  await gateway.kill();
  await gateway.start();
  await publish(amara, stream);
  await expectToSee(video, "Amara");

  await api("DELETE", `/api/streams/${stream}`);
  await saysTitle(viewer.page, "The broadcast has ended");
  expect(await askedFor(viewer.page)).toEqual([]);
});

test("where the network lets no WebRTC through it plays over HLS by itself, and whoever likes it calm chooses that", async ({ guest }) => {
  test.setTimeout(120_000);
  const stream = nextStream();
  const [amara, walled, calm] = [await guest(people.amara), await guest(people.mei), await guest(people.ravi)];
  await publish(amara, stream);
  // Nothing but a relay may be used, and there is none: as behind a firewall that lets no UDP through.
  await walled.context.addInitScript(() => {
    const Direct = globalThis.RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Direct {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: "relay" });
      }
    };
  });
  const video = await openWatch(walled, stream);
  await expectToSee(video, "Amara");
  expect(await wayOf(video)).toBe("fed");
  await expect(walled.page.getByText("Your network lets no direct connection through")).toBeVisible();
  await expect(walled.page.getByText(/^\d+(?:\.\d)? sec behind$/)).toBeVisible();

  const other = await openWatch(calm, stream);
  await expectToSee(other, "Amara");
  expect(await wayOf(other)).toBe("direct");
  await calm.page.getByRole("button", { name: "How to watch" }).click();
  await calm.page.getByRole("menuitemcheckbox", { name: /^Smooth/ }).click();
  await expect.poll(() => wayOf(other)).toBe("fed");
  await expectToSee(other, "Amara");
  await calm.page.getByRole("button", { name: "How to watch" }).click();
  await calm.page.getByRole("menuitemcheckbox", { name: "Live now" }).click();
  await expect.poll(() => wayOf(other)).toBe("direct");
  await expectToSee(other, "Amara");
});

test("what was is found on the timeline while it is live, and as a recording when it is over", async ({ guest }) => {
  test.setTimeout(150_000);
  const stream = nextStream();
  const [amara, jonas, viewer] = [await guest(people.amara), await guest(people.jonas), await guest(people.mei)];
  await api("PUT", `/api/streams/${stream}/about`, { title: "Colours", listed: false });
  await publish(amara, stream);
  await api("POST", `/api/streams/${stream}/outputs`, { kind: "record" });
  const video = await openWatch(viewer, stream);
  await expectToSee(video, "Amara");
  await expect(viewer.page.getByRole("heading", { name: "Colours" })).toBeVisible();
  const timeline = viewer.page.getByRole("slider", { name: "Where you are in the broadcast" });
  await expect(timeline).toBeVisible({ timeout: 60_000 });

  // Somebody else goes on with the same broadcast.
  await amara.page.goto("about:blank");
  await saysTitle(viewer.page, "Back in a moment");
  await publish(jonas, stream);
  await expectToSee(video, "Jonas");
  // There and back, and again: a player that is moved while it begins may stand still for ever, in one of five times.
  for (let round = 0; round < 6; round += 1) {
    await timeline.focus();
    await viewer.page.keyboard.press("Home");
    await expectToSee(video, "Amara");
    await viewer.page.getByRole("button", { name: "Back to live" }).click();
    await expectToSee(video, "Jonas");
    expect(await wayOf(video)).toBe("direct");
  }

  await api("DELETE", `/api/streams/${stream}`);
  await saysTitle(viewer.page, "The broadcast has ended");
  await viewer.page.getByRole("button", { name: "Watch the recording" }).click();
  await expectToSee(video, "Amara");
  await expect(viewer.page.getByText("Recording", { exact: true })).toBeVisible();
});

test("keys and buttons pause, mute and hide the picture", async ({ guest }) => {
  const stream = nextStream();
  const [amara, viewer] = [await guest(people.amara), await guest(people.mei)];
  // As browsers do outside of tests: no sound before somebody has done something on the page.
  await viewer.context.addInitScript(() => {
    let hasPressed = false;
    addEventListener("pointerdown", () => (hasPressed = true), { capture: true });
    const play: (this: HTMLMediaElement) => Promise<void> = Reflect.get(HTMLMediaElement.prototype, "play");
    HTMLMediaElement.prototype.play = function () {
      return this.muted || hasPressed ? play.call(this) : Promise.reject(new DOMException("Not before a click.", "NotAllowedError"));
    };
  });
  await publish(amara, stream);
  const video = await openWatch(viewer, stream);
  await expectToSee(video, "Amara");
  const { page } = viewer;
  const isPaused = () => video.evaluate((element) => (element as HTMLVideoElement).paused);
  const isMuted = () => video.evaluate((element) => (element as HTMLVideoElement).muted);
  expect(await isMuted()).toBe(true);
  await page.getByRole("button", { name: "Play with sound" }).click();
  await expect.poll(isMuted).toBe(false);
  await expect(page.getByRole("button", { name: "Play with sound" })).toHaveCount(0);
  await page.locator("body").press("m");
  await expect(page.getByRole("button", { name: "Unmute" })).toBeVisible();
  await page.locator("body").press(" ");
  await expect.poll(isPaused).toBe(true);
  await expect(page.getByRole("button", { name: "Back to live" })).toBeVisible();
  await page.locator("body").press(" ");
  await expect.poll(isPaused).toBe(false);
  await page.getByRole("button", { name: "How to watch" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Sound only" }).click();
  await expect(page.getByText("You hear the sound only")).toBeVisible();
  await expect
    .poll(() => video.evaluate((element) => ((element as HTMLVideoElement).srcObject as MediaStream).getVideoTracks().length))
    .toBe(0);
});

test("broadcasts are listed with what is on and what comes, and each leads to its page", async ({ guest }) => {
  const [stream, planned] = [nextStream(), nextStream()];
  const [amara, viewer] = [await guest(people.amara), await guest(people.mei)];
  const { page } = viewer;
  await page.goto(`${server.origin}/live.html`);
  await expect(page.getByText("Nothing is on at the moment")).toBeVisible();
  await api("PUT", `/api/streams/${stream}/about`, { title: "Concert" });
  await api("PUT", `/api/streams/${planned}/about`, { title: "Encore", startsAt: new Date(Date.now() + 3_600_000).toISOString() });
  await publish(amara, stream);
  await expect(page.getByRole("region", { name: "Now" }).getByRole("link", { name: /^Concert/ })).toBeVisible({ timeout: 30_000 });
  expect(await seriousFindingsAwake(page)).toEqual([]);
  await page
    .getByRole("region", { name: "Next" })
    .getByRole("link", { name: /^Encore/ })
    .click();
  await saysTitle(page, "Encore");
  await expect(page.getByRole("timer")).toHaveText(/^(?:59|60):\d\d$|^1:00:00$/);
  expect(await seriousFindingsAwake(page)).toEqual([]);
  await page.getByRole("link", { name: "All broadcasts" }).click();
  await page.getByRole("link", { name: /^Concert/ }).click();
  await expectToSee(page.locator("video"), "Amara");
});

test("a link to a gateway that the server does not know, or to nothing, says so", async ({ guest }) => {
  const viewer = await guest(people.mei);
  await openWatch(viewer, "film", "&gateway=https://elsewhere.example");
  await saysTitle(viewer.page, "This page may not play from there");
  await openWatch(viewer, "");
  await saysTitle(viewer.page, "This link cannot be read");
});
