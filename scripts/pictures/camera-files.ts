import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { drawPortrait, portraits } from "./portraits.ts";

/** A drawn person and the file that a browser takes for its camera. */
export interface Sitter {
  readonly name: string;
  readonly cameraFile: string;
}

const framesOfSway = 24;

/** Draws each person as a short motion-JPEG film into a folder. */
export const drawCameraFiles = async (browser: Browser, folder: string): Promise<Sitter[]> => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const sitters: Sitter[] = [];
  for (const [index, person] of portraits.entries()) {
    const frames: Buffer[] = [];
    for (let frame = 0; frame < framesOfSway; frame += 1) {
      const sway = Math.sin((2 * Math.PI * frame) / framesOfSway + index);
      await page.setContent(`<style>body { margin: 0 }</style>${drawPortrait(person, sway)}`);
      frames.push(await page.screenshot({ type: "jpeg", quality: 92 }));
    }
    const cameraFile = join(folder, `person-${index}.mjpeg`);
    await writeFile(cameraFile, Buffer.concat(frames));
    sitters.push({ name: person.name, cameraFile });
  }
  await page.close();
  return sitters;
};
