import type { Locator } from "@playwright/test";

/** A part of a picture, in shares of its width and height. */
export interface PicturePart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How much of a part of a video or canvas is green or blue rather than red, 0 to 1; undefined while there is no picture. */
export const inkShare = (picture: Locator, part: PicturePart): Promise<number | undefined> =>
  picture.first().evaluate((element, { x, y, width, height }) => {
    if (!(element instanceof HTMLVideoElement || element instanceof HTMLCanvasElement)) return undefined;
    const [wide, high] = element instanceof HTMLVideoElement ? [element.videoWidth, element.videoHeight] : [element.width, element.height];
    if (wide === 0 || high === 0) return undefined;
    const canvas = new OffscreenCanvas(64, 64);
    const drawing = canvas.getContext("2d");
    drawing?.drawImage(element, x * wide, y * high, width * wide, height * high, 0, 0, 64, 64);
    const { data } = drawing?.getImageData(0, 0, 64, 64) ?? { data: [] };
    let ink = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, alpha = 0] = [data[at], data[at + 1], data[at + 3]];
      if (alpha > 100 && green > red + 25) ink += 1;
    }
    return ink / (64 * 64);
  }, part);
