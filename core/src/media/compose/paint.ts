import { hueOf, initialsOf, nameSize } from "./name-card.ts";

/** A picture that is there now. */
export type Picture = VideoFrame | ImageBitmap;

/** A part of the canvas, in pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Context = OffscreenCanvasRenderingContext2D;

const card = "#1b1f26";
const ink = "#ffffff";
const shade = "rgb(0 0 0 / 55%)";

const setFont = (context: Context, { size, weight, align }: { size: number; weight: number; align: CanvasTextAlign }): void => {
  context.font = `${weight} ${Math.round(size)}px Inter, system-ui, sans-serif`;
  context.textAlign = align;
  context.textBaseline = "middle";
};

const sizeOf = (picture: Picture): { width: number; height: number } =>
  picture instanceof VideoFrame ? { width: picture.displayWidth, height: picture.displayHeight } : picture;

/** Fills an area with a picture; what does not fit is cut off on both sides alike. */
export const paintCover = (context: Context, picture: Picture, area: Area): void => {
  const size = sizeOf(picture);
  const scale = Math.max(area.width / size.width, area.height / size.height);
  const [width, height] = [area.width / scale, area.height / scale];
  const [x, y] = [(size.width - width) / 2, (size.height - height) / 2];
  context.drawImage(picture, x, y, width, height, area.x, area.y, area.width, area.height);
};

/** Shows all of a picture in the middle of an area. */
export const paintWhole = (context: Context, picture: Picture, area: Area): void => {
  const size = sizeOf(picture);
  const scale = Math.min(area.width / size.width, area.height / size.height);
  const [width, height] = [size.width * scale, size.height * scale];
  context.drawImage(picture, area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height);
};

/** Initials on a colour, in place of a picture. */
export const paintCard = (context: Context, name: string, area: Area): void => {
  context.fillStyle = card;
  context.fillRect(area.x, area.y, area.width, area.height);
  const radius = Math.min(area.width, area.height) * 0.22;
  const [x, y] = [area.x + area.width / 2, area.y + area.height / 2];
  context.fillStyle = `hsl(${hueOf(name)} 45% 38%)`;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = ink;
  setFont(context, { size: radius * 0.8, weight: 600, align: "center" });
  context.fillText(initialsOf(name), x, y);
};

/** A name at the bottom of an area. */
export const paintName = (context: Context, name: string, area: Area): void => {
  const size = nameSize(area.height, context.canvas.height);
  const [pad, height] = [size * 0.5, size * 1.6];
  setFont(context, { size, weight: 600, align: "left" });
  const width = Math.min(context.measureText(name).width, area.width - 4 * pad);
  const y = area.y + area.height - height - pad;
  context.fillStyle = shade;
  context.beginPath();
  context.roundRect(area.x + pad, y, width + 2 * pad, height, height / 2);
  context.fill();
  context.fillStyle = ink;
  context.fillText(name, area.x + 2 * pad, y + height / 2, width);
};

/** A text in the middle. */
export const paintSlate = (context: Context, text: string, { width, height }: Pick<Area, "width" | "height">): void => {
  context.fillStyle = ink;
  setFont(context, { size: height / 14, weight: 600, align: "center" });
  context.fillText(text, width / 2, height / 2, width * 0.9);
};
