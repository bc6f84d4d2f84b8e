import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromiumMissing, findChromium } from "./find-chromium.ts";

// Draws the extension's icons from their SVG sources: `node scripts/draw-icons.ts` after a change of either.

const icons = fileURLToPath(new URL("../extension/icons/", import.meta.url));
const web = fileURLToPath(new URL("../web/public/", import.meta.url));

/** The full mark blurs below 48 px: 16 and 32 have their own drawing on whole pixels. */
const sources: Readonly<Record<number, string>> = { 16: "icon-small.svg", 32: "icon-small.svg", 48: "icon.svg", 128: "icon.svg" };

/** A page that draws the SVG into a canvas and leaves the PNG in its title, where --dump-dom finds it. */
const drawingPage = (svg: string, size: number): string => `<!doctype html><title></title><script>
const image = new Image();
image.src = "data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}";
onload = () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: ${size}, height: ${size} });
  canvas.getContext("2d").drawImage(image, 0, 0, ${size}, ${size});
  document.title = canvas.toDataURL("image/png");
};
document.documentElement.append(image);
</script>`;

const chromium = findChromium();
if (chromium === undefined) throw new Error(chromiumMissing);

const folder = mkdtempSync(join(tmpdir(), "tfx-icons-"));
try {
  for (const [size, source] of Object.entries(sources)) {
    const page = join(folder, `${size}.html`);
    const svg = readFileSync(join(icons, source), "utf8").replace("<svg ", `<svg width="${size}" height="${size}" `);
    writeFileSync(page, drawingPage(svg, Number(size)));
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${join(folder, "profile")}`, "--dump-dom"];
    const dom = execFileSync(chromium, [...flags, `file://${page}`], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const png = /<title>data:image\/png;base64,([^<]+)</.exec(dom)?.[1];
    if (png === undefined) throw new Error(`Chromium did not draw ${source} at ${size} px.`);
    writeFileSync(join(icons, `icon-${size}.png`), Buffer.from(png, "base64"));
    console.log(`icon-${size}.png from ${source}`);
  }
  copyFileSync(join(icons, "icon.svg"), join(web, "icon.svg"));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
