import type { Locator } from "@playwright/test";

/** A part of a picture, in shares of its width and height. */
export interface PicturePart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Mean colour of a part of what the video shows now; black while there is nothing. */
export const meanOfPart = (video: Locator, part: PicturePart): Promise<readonly number[]> =>
  video.first().evaluate((element, { x, y, width, height }) => {
    const film = element as HTMLVideoElement;
    const context = new OffscreenCanvas(8, 8).getContext("2d", { willReadFrequently: true });
    if (context === null || film.videoWidth === 0) return [0, 0, 0];
    const [across, down] = [film.videoWidth, film.videoHeight];
    context.drawImage(film, x * across, y * down, width * across, height * down, 0, 0, 8, 8);
    const { data } = context.getImageData(0, 0, 8, 8);
    return [0, 1, 2].map((at) => Math.round(data.filter((_, index) => index % 4 === at).reduce((sum, value) => sum + value, 0) / 64));
  }, part);

const whole: PicturePart = { x: 0, y: 0, width: 1, height: 1 };

/** Share of neighbouring pixels that are told apart: much in a photo, little in one of large blocks. */
export const detailShare = (video: Locator, part: PicturePart = whole): Promise<number> =>
  video.first().evaluate((element, { x, y, width: across, height: down }) => {
    const film = element as HTMLVideoElement;
    const [width, height] = [Math.floor(film.videoWidth * across), Math.floor(film.videoHeight * down)];
    if (width === 0) return 0;
    const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    context?.drawImage(film, -x * film.videoWidth, -y * film.videoHeight);
    const data = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    let different = 0;
    for (let at = 4; at < data.length; at += 4) if (Math.abs((data[at + 1] ?? 0) - (data[at - 3] ?? 0)) > 6) different += 1;
    return different / (width * height);
  }, part);
