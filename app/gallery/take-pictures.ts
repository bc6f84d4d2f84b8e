import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { build, preview } from "vite";

/** Takes a picture of every scene. `node app/gallery/take-pictures.ts [part of a name]… [--look=narrow]` */
interface Look {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly theme: "light" | "dark";
  readonly lang: string;
}

const looks: readonly Look[] = [
  { name: "light", width: 1_280, height: 800, theme: "light", lang: "en" },
  { name: "dark", width: 1_280, height: 800, theme: "dark", lang: "en" },
  { name: "narrow", width: 360, height: 640, theme: "light", lang: "en" },
  { name: "zoom", width: 640, height: 400, theme: "dark", lang: "en" },
  { name: "rtl", width: 1_280, height: 800, theme: "light", lang: "ar-XB" },
];

const words = process.argv.slice(2);
const parts = words.filter((word) => !word.startsWith("--"));
const wantedLooks = words.filter((word) => word.startsWith("--look=")).map((word) => word.slice("--look=".length));
const folder = join(import.meta.dirname, "../../test-results/gallery");
const config = join(import.meta.dirname, "vite.config.ts");

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const takePicture = async (browser: Browser, url: string, shot: { scene: string; look: Look }): Promise<void> => {
  const { look, scene } = shot;
  const context = await browser.newContext({ viewport: { width: look.width, height: look.height }, locale: "en-GB" });
  const page = await context.newPage();
  page.on("pageerror", (problem) => say(`${scene} ${look.name}: ${problem.stack ?? problem.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") say(`${scene} ${look.name}: ${message.text()}`);
  });
  await page.goto(`${url}?scene=${scene}&theme=${look.theme}&lang=${look.lang}`);
  await page.waitForSelector("html[data-shown]");
  await page.waitForTimeout(900);
  await page.screenshot({ path: join(folder, `${scene}.${look.name}.png`) });
  await context.close();
};

await build({ configFile: config, logLevel: "warn" });
const server = await preview({ configFile: config, preview: { host: "127.0.0.1", port: 0 }, logLevel: "warn" });
const url = server.resolvedUrls?.local[0] ?? "";
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"],
});
mkdirSync(folder, { recursive: true });
try {
  const list = await browser.newPage();
  await list.goto(url);
  const scenes = await list.locator("a").allTextContents();
  await list.close();
  for (const scene of scenes.filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)))) {
    for (const look of looks.filter(({ name }) => wantedLooks.length === 0 || wantedLooks.includes(name)))
      await takePicture(browser, url, { scene, look });
  }
} finally {
  await browser.close();
  await server.close();
}
