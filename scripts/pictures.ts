import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "@tfx/signalling-server";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { buildPages } from "./build-pages.ts";
import { chromiumMissing, findChromium } from "./find-chromium.ts";
import { drawCameraFiles, type Sitter } from "./pictures/camera-files.ts";

// npm run pictures: builds the app, places a real call of drawn people, and takes the pictures of the docs.

const pictures = fileURLToPath(new URL("../docs/pictures/", import.meta.url));
const executablePath = findChromium();
if (executablePath === undefined) throw new Error(chromiumMissing);

const open = async (sitter: Sitter, scratch: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(await mkdtemp(join(scratch, "profile-")), {
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: { width: 1280, height: 760 },
    deviceScaleFactor: 1,
    args: [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${sitter.cameraFile}`,
      "--allow-loopback-in-peer-connection",
      "--disable-renderer-backgrounding",
      "--disable-backgrounding-occluded-windows",
    ],
  });

const shoot = async (page: Page, name: string): Promise<void> => {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  console.log(`docs/pictures/${name}.png`);
};

/** Devices of a picture have names that a person could have. */
const nameDevices = (): void => {
  const names = { audioinput: "Built-in microphone", videoinput: "HD camera", audiooutput: "Built-in speakers" };
  const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
  navigator.mediaDevices.enumerateDevices = async () =>
    (await list()).map(({ deviceId, groupId, kind }) => ({ deviceId, groupId, kind, label: names[kind], toJSON: () => ({}) }));
};

const fillLobby = async (page: Page, name: string): Promise<void> => {
  await page.getByLabel("Your name").fill(name);
  await page.locator("video").first().waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll("video")].every(({ videoWidth }) => videoWidth > 0));
};

/** All pictures move, and nobody is told of it any more. */
const settled = (page: Page, people: number): Promise<unknown> =>
  page.waitForFunction(
    (count) => {
      const playing = [...document.querySelectorAll("video")].filter(({ videoWidth }) => videoWidth >= 480);
      return playing.length >= count && document.querySelector(".tfx-toast") === null;
    },
    people,
    { timeout: 60_000 },
  );

const placeCall = async (url: string, contexts: readonly BrowserContext[], names: readonly string[]): Promise<Page[]> => {
  const pages: Page[] = [];
  let link = "";
  for (const [index, context] of contexts.entries()) {
    await context.addInitScript(nameDevices);
    const page = await context.newPage();
    pages.push(page);
    await page.goto(link === "" ? url : link);
    if (link === "") await page.getByRole("button", { name: "Start a call" }).click();
    await fillLobby(page, names[index] ?? "");
    link = page.url();
    if (index === contexts.length - 1) await shoot(page, "lobby");
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await page.getByRole("button", { name: /^Leave/ }).waitFor();
  }
  return pages;
};

/** Opens a widget of ours by its name in the tray. */
const startWidget = async (page: Page, name: string): Promise<void> => {
  await page.locator("main").focus();
  await page.keyboard.press("w");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: new RegExp(`^${name}`) })
    .click();
  await page.getByRole("tabpanel", { name }).waitFor();
};

const say = async (page: Page, text: string): Promise<void> => {
  await startWidget(page, "Chat");
  const field = page.getByRole("textbox", { name: "Message" });
  await field.fill(text);
  await field.press("Enter");
};

/** Filters with a look on, once the pictures that are seen are drawn. */
const shootFilters = async (viewer: Page): Promise<void> => {
  await startWidget(viewer, "Filters");
  const panel = viewer.getByRole("tabpanel", { name: "Filters" });
  await panel.getByRole("button", { name: "Two colours", exact: true }).click();
  await panel.getByRole("group", { name: "Colours" }).getByRole("button", { name: "Warm" }).scrollIntoViewIfNeeded();
  // Live pictures come one after the other; the last one in sight says that all are there.
  await viewer.waitForTimeout(8_000);
  await shoot(viewer, "filters");
  await panel.getByRole("button", { name: "Take everything off" }).click();
};

/** The widgets of ours, as one of the people sees them. */
const shootWidgets = async (viewer: Page, pages: readonly Page[]): Promise<void> => {
  const lines = ["Shall we begin with the plan?", "Yes. **Friday** works for me, and for @Jonas too.", "Works for me :tada:"];
  for (const [index, line] of lines.entries()) {
    const page = pages[index];
    if (page !== undefined) await say(page, line);
  }
  await startWidget(viewer, "Chat");
  await viewer.getByText("Works for me", { exact: false }).last().waitFor();
  await shoot(viewer, "chat");
  await startWidget(viewer, "Introduction");
  await shoot(viewer, "introduction");
  await startWidget(viewer, "Recording");
  const recorder = viewer.getByRole("tabpanel", { name: "Recording" });
  await recorder.getByRole("button", { name: "Record", exact: true }).click();
  await viewer.getByRole("alertdialog").getByRole("button", { name: "Allow", exact: true }).click();
  await recorder.getByText(/^0:(?:0[5-9]|[1-5][0-9])$/).waitFor();
  await shoot(viewer, "recording");
  await recorder.getByRole("button", { name: "Stop" }).click();
  await shootFilters(viewer);
  await startWidget(viewer, "Connection");
  // A minute of charts says more than a second of them.
  await viewer.waitForTimeout(40_000);
  await shoot(viewer, "connection");
};

await mkdir(pictures, { recursive: true });
await buildPages("web");
const scratch = await mkdtemp(join(tmpdir(), "tfx-pictures-"));
const server = await createServer({ ice: { stunUrls: [], turn: undefined } });
const contexts: BrowserContext[] = [];
try {
  const drawing = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  const sitters = await drawCameraFiles(drawing, scratch);
  await drawing.close();
  for (const sitter of sitters) contexts.push(await open(sitter, scratch));
  const pages = await placeCall(
    server.url,
    contexts,
    sitters.map(({ name }) => name),
  );
  const [, , , last] = pages;
  if (last === undefined) throw new Error("four people were expected");
  await settled(last, 4);
  await last.mouse.move(40, 700);
  await shoot(last, "call");
  await shootWidgets(last, pages);
} finally {
  await Promise.all(contexts.map((context) => context.close()));
  await server.close();
  await rm(scratch, { recursive: true, force: true });
}
