import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createGateway } from "@tfx/gateway";
import { createServer } from "@tfx/signalling-server";
import { pino } from "pino";
import { chromium, type BrowserContext, type Locator, type Page } from "playwright-core";
import { buildPages } from "./build-pages.ts";
import { chromiumMissing, findChromium } from "./find-chromium.ts";
import { drawCameraFiles, type Sitter } from "./pictures/camera-files.ts";
import { writeVoiceFile } from "./pictures/voice-file.ts";

// npm run pictures           builds the app, places real calls of drawn people, and takes the pictures of the docs
// npm run pictures -- two    those of a call of two alone; "four" and "air" for the others

const pictures = fileURLToPath(new URL("../docs/pictures/", import.meta.url));
const captions = fileURLToPath(new URL("../examples/captions/captions.js", import.meta.url));
const executablePath = findChromium();
if (executablePath === undefined) throw new Error(chromiumMissing);

/** The last of them is looked at; a machine that draws all the others as large shows a call with bad connections. */
const windows = { large: { width: 1280, height: 760 }, small: { width: 480, height: 600 } } as const;

interface Seat {
  readonly scratch: string;
  readonly voice: string;
  readonly viewport: (typeof windows)[keyof typeof windows];
}

const open = async (sitter: Sitter, { scratch, voice, viewport }: Seat): Promise<BrowserContext> =>
  chromium.launchPersistentContext(await mkdtemp(join(scratch, "profile-")), {
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    viewport,
    deviceScaleFactor: 1,
    args: [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${sitter.cameraFile}`,
      `--use-file-for-fake-audio-capture=${voice}`,
      "--allow-loopback-in-peer-connection",
      "--disable-renderer-backgrounding",
      "--disable-backgrounding-occluded-windows",
    ],
  });

const shoot = async (page: Page, name: string): Promise<void> => {
  await page.evaluate(() => document.fonts.ready);
  // Away from everything that shows more under the pointer.
  await page.mouse.move(620, 745);
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

/** All pictures move, and nobody is told of it any more; where the machine is able to, no tile complains of its connection. */
const settled = async (page: Page, people: number): Promise<void> => {
  await page.waitForFunction(
    (count) => {
      const playing = [...document.querySelectorAll("video")].filter(({ videoWidth }) => videoWidth >= 480);
      return playing.length >= count && document.querySelector(".tfx-toast") === null;
    },
    people,
    { timeout: 60_000 },
  );
  const isCalm = page.waitForFunction(() => document.querySelector(".tfx-tile__hand, .tfx-tile__muted") === null, undefined, {
    timeout: 15_000,
  });
  await isCalm.catch(() => console.log("a tile complains of its connection: this machine is busy"));
};

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
    if (index === calls.four.seats.length - 1) await shoot(page, "lobby");
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await page.getByRole("button", { name: /^Leave/ }).waitFor();
  }
  return pages;
};

/** Opens a widget of ours by its name in the tray. */
const startWidget = async (page: Page, name: string): Promise<Locator> => {
  await page.locator("main").focus();
  await page.keyboard.press("w");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: new RegExp(`^${name}`) })
    .click();
  const panel = page.getByRole("tabpanel", { name });
  await panel.waitFor();
  return panel;
};

const say = async (page: Page, text: string): Promise<void> => {
  await startWidget(page, "Chat");
  const field = page.getByRole("textbox", { name: "Message" });
  await field.fill(text);
  await field.press("Enter");
};

/** Takes the tab of a widget away, which goes on: a row of many tabs is no picture of one of them. */
const closeTab = async (page: Page, name: string): Promise<void> => {
  await page.getByRole("tab", { name: new RegExp(`^${name}`) }).press("Delete");
};

const cards = [
  { pronouns: "she/her", role: "Designer", language: "English, Igbo" },
  { pronouns: "he/him", role: "Sound engineer", language: "Deutsch, English" },
] as const;

const writeCard = async (page: Page, card: (typeof cards)[number]): Promise<void> => {
  const panel = await startWidget(page, "Introduction");
  await panel.getByRole("button", { name: "Write your card" }).click();
  await panel.getByLabel("Pronouns").fill(card.pronouns);
  await panel.getByLabel("Role").fill(card.role);
  await panel.getByLabel("Language").fill(card.language);
  await panel.getByRole("button", { name: "Save and show" }).click();
};

/** What everybody does together, as one of them sees it. */
const shootTogether = async (viewer: Page, pages: readonly Page[]): Promise<void> => {
  const lines = ["Shall we begin with the plan?", "Yes. **Friday** works for me, and for @Mei Lin too.", "Works for me :tada:"];
  for (const [index, line] of lines.entries()) {
    const page = pages[index];
    if (page !== undefined) await say(page, line);
  }
  await startWidget(viewer, "Chat");
  await viewer.getByText("Works for me", { exact: false }).last().waitFor();
  await settled(viewer, pages.length);
  await shoot(viewer, "chat");
  await closeTab(viewer, "Chat");
  for (const [index, card] of cards.entries()) {
    const page = pages[index];
    if (page !== undefined) await writeCard(page, card);
  }
  const panel = await startWidget(viewer, "Introduction");
  await panel.getByRole("button", { name: "Not now" }).click();
  for (const { role } of cards) await panel.getByText(role).waitFor();
  await settled(viewer, pages.length);
  await shoot(viewer, "introduction");
  await closeTab(viewer, "Introduction");
};

const shootRecording = async (viewer: Page): Promise<void> => {
  const panel = await startWidget(viewer, "Recording");
  await panel.getByRole("button", { name: "Record", exact: true }).click();
  await viewer.getByRole("alertdialog").getByRole("button", { name: "Allow", exact: true }).click();
  await panel
    .getByRole("timer")
    .getByText(/^0:(?:0[5-9]|[1-5]\d)$/)
    .waitFor();
  await shoot(viewer, "recording");
  await panel.getByRole("button", { name: "Stop" }).click();
  await panel.getByRole("button", { name: "Record", exact: true }).waitFor();
  await closeTab(viewer, "Recording");
};

/** Captions that are typed, by a widget of somebody else's; answers how a line is. */
const openCaptions = async (page: Page): Promise<(text: string) => Promise<void>> => {
  await page.locator("main").focus();
  await page.keyboard.press("w");
  await page.getByRole("dialog").locator("input[type=file]").setInputFiles(captions);
  await page.getByRole("alertdialog").getByRole("button", { name: "Add", exact: true }).click();
  const inside = page.frameLocator('iframe[title="Captions"]').frameLocator("iframe");
  return async (text) => {
    await page.getByRole("tab", { name: /^Captions/ }).click();
    await inside.getByLabel("Who speaks").selectOption({ index: 1 });
    await inside.getByLabel(/^What is said/).fill(text);
    await inside.getByLabel(/^What is said/).press("Enter");
  };
};

/** The same broadcast, as those see it who are in no call. */
const shootWatch = async (member: Page, link: string, type: (text: string) => Promise<void>): Promise<void> => {
  const page = await member.context().newPage();
  await page.goto(link);
  await page.waitForFunction(() => (document.querySelector("video")?.videoWidth ?? 0) > 0);
  await page.getByText(/behind$/).waitFor();
  await page.getByRole("log").getByText("Hello from Lisbon").waitFor();
  await type("Welcome to our evening of short films.");
  await page.getByRole("region", { name: "Captions" }).waitFor();
  await shoot(page, "watch");
  await page.close();
};

/** A broadcast that is on air, with figures of how it goes out. */
const shootBroadcast = async (viewer: Page, pages: readonly Page[]): Promise<void> => {
  await settled(viewer, 2);
  const type = await openCaptions(viewer);
  const panel = await startWidget(viewer, "Broadcast");
  // What a machine can do that makes everybody's pictures, and those of the others.
  await panel.getByLabel("Size").selectOption({ label: "480 lines" });
  for (const kind of ["Chat", "Captions"]) {
    await panel.getByRole("switch", { name: kind }).click();
    await viewer.getByRole("alertdialog").getByRole("button", { name: "Allow", exact: true }).click();
  }
  await panel.getByRole("button", { name: "Go live" }).click();
  await panel
    .getByRole("timer")
    .getByText(/^0:(?:0[8-9]|[1-5]\d)$/)
    .waitFor();
  await panel.getByText("Everything goes out well.").waitFor();
  await shoot(viewer, "broadcast");
  const link = (await panel.getByText(/\/watch\.html\?stream=/).textContent()) ?? "";
  const lines = ["Good evening, everybody! We begin in a minute.", "Hello from Lisbon"];
  for (const [index, line] of lines.entries()) {
    const page = pages[index];
    if (page !== undefined) await say(page, line);
  }
  await shootWatch(viewer, link, type);
  await viewer.getByRole("tab", { name: /^Broadcast/ }).click();
  // While somebody watches, the end has to be confirmed.
  await panel.getByText("0 viewers").waitFor();
  await panel.getByRole("button", { name: "End", exact: true }).click();
  await panel.getByText(/^The broadcast has ended/).waitFor();
};

/** Filters with a look on, once the pictures that are seen are drawn. */
const shootFilters = async (viewer: Page): Promise<void> => {
  const panel = await startWidget(viewer, "Filters");
  await panel.getByRole("button", { name: "Two colours", exact: true }).click();
  await panel.getByRole("group", { name: "Colours" }).getByRole("button", { name: "Warm" }).scrollIntoViewIfNeeded();
  // Live pictures come one after the other; nothing says when the last one in sight is there.
  await viewer.waitForTimeout(20_000);
  await shoot(viewer, "filters");
  await panel.getByRole("button", { name: "Take everything off" }).click();
  await closeTab(viewer, "Filters");
};

const shootVisualizer = async (viewer: Page): Promise<void> => {
  const panel = await startWidget(viewer, "Visualizer");
  await panel.getByLabel("Shape").selectOption({ label: "Spectrogram" });
  await panel.getByText(/is speaking/).waitFor();
  // The spectrogram is as wide as some seconds of sound.
  await viewer.waitForTimeout(8_000);
  await panel.getByText(/is speaking/).waitFor();
  await shoot(viewer, "visualizer");
  await closeTab(viewer, "Visualizer");
};

const shootConnection = async (viewer: Page): Promise<void> => {
  await startWidget(viewer, "Connection");
  // A minute of charts says more than a second of them.
  await viewer.waitForTimeout(50_000);
  await shoot(viewer, "connection");
};

/** Faces with a hat and glasses, once the drawn face is found. */
const shootFaces = async (viewer: Page): Promise<void> => {
  const panel = await startWidget(viewer, "Faces");
  for (const name of ["Party hat", "Heart glasses"]) await panel.getByRole("button", { name }).click();
  await panel.getByText("One face found").waitFor();
  await viewer.waitForTimeout(2_000);
  await shoot(viewer, "faces");
  await panel.getByRole("button", { name: "Take everything off" }).click();
};

const shootFour = async (viewer: Page, pages: readonly Page[]): Promise<void> => {
  await settled(viewer, pages.length);
  await shoot(viewer, "call");
  await shootTogether(viewer, pages);
};

/** What one machine can show of four at once is no true picture of a connection. */
const shootTwo = async (viewer: Page): Promise<void> => {
  await settled(viewer, 2);
  await shootRecording(viewer);
  await shootFilters(viewer);
  await shootVisualizer(viewer);
  await shootConnection(viewer);
  await closeTab(viewer, "Connection");
  await shootFaces(viewer);
};

const calls = {
  four: { seats: [0, 1, 2, 3], shoot: shootFour },
  two: { seats: [0, 3], shoot: shootTwo },
  air: { seats: [0, 3], shoot: shootBroadcast },
} as const;

/** Places one call in which the first speaks and the last is looked at. */
const holdCall = async (name: keyof typeof calls, { url, sitters, scratch }: Studio): Promise<void> => {
  const seated = calls[name].seats.flatMap((seat) => sitters[seat] ?? []);
  const contexts: BrowserContext[] = [];
  try {
    for (const [index, sitter] of seated.entries()) {
      const voice = await writeVoiceFile(join(scratch, `voice-${name}-${index}.wav`), index === 0);
      contexts.push(await open(sitter, { scratch, voice, viewport: index === seated.length - 1 ? windows.large : windows.small }));
    }
    const pages = await placeCall(
      url,
      contexts,
      seated.map((sitter) => sitter.name),
    );
    const viewer = pages.at(-1);
    if (viewer === undefined) throw new Error("nobody is in the call");
    await calls[name].shoot(viewer, pages);
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
  }
};

/** What all calls share. */
interface Studio {
  readonly url: string;
  readonly sitters: readonly Sitter[];
  readonly scratch: string;
}

const { positionals } = parseArgs({ allowPositionals: true });
const wanted = (["four", "two", "air"] as const).filter((name) => positionals.length === 0 || positionals.includes(name));
await mkdir(pictures, { recursive: true });
await buildPages("web");
const scratch = await mkdtemp(join(tmpdir(), "tfx-pictures-"));
const gateway = await createGateway({
  host: "127.0.0.1",
  port: 0,
  secret: undefined,
  openViewing: true,
  mediaAddress: "127.0.0.1",
  mediaPorts: undefined,
  log: pino({ level: "silent" }),
});
const server = await createServer({ ice: { stunUrls: [], turn: undefined }, gatewayUrl: gateway.url });
try {
  const drawing = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  const sitters = await drawCameraFiles(drawing, scratch);
  await drawing.close();
  for (const name of wanted) await holdCall(name, { url: server.url, sitters, scratch });
} finally {
  await server.close();
  await gateway.close();
  await rm(scratch, { recursive: true, force: true });
}
