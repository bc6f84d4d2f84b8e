import type { Locator } from "@playwright/test";

/** A part of a picture, in shares of its width and height. */
interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How much of a part of the video is strongly pink, 0 to 1; undefined while there is no picture. */
export const pinkShare = (video: Locator, part: Part): Promise<number | undefined> =>
  video.first().evaluate((element, { x, y, width, height }) => {
    if (!(element instanceof HTMLVideoElement) || element.videoWidth === 0) return undefined;
    const canvas = new OffscreenCanvas(64, 64);
    const drawing = canvas.getContext("2d");
    const [wide, high] = [element.videoWidth, element.videoHeight];
    drawing?.drawImage(element, x * wide, y * high, width * wide, height * high, 0, 0, 64, 64);
    const { data } = drawing?.getImageData(0, 0, 64, 64) ?? { data: [] };
    let pink = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
      if (red > 130 && green < 100 && blue > 70 && red > blue) pink += 1;
    }
    return pink / (64 * 64);
  }, part);
