/** Which part of a picture is seen: how much larger, and which point of it, in shares, is at the top left. */
export interface ZoomView {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A place in the tile, in shares of its width and height. */
export interface ViewPoint {
  readonly x: number;
  readonly y: number;
}

/** Everything is seen. */
export const wholeView: ZoomView = { scale: 1, x: 0, y: 0 };
/** Steps of keys and buttons. */
export const zoomStep = 1.5;
const most = 8;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** The nearest view in which the picture fills its tile. */
const settle = (scale: number, x: number, y: number): ZoomView => {
  // So close to the whole that nobody means anything else.
  if (scale < 1.02) return wholeView;
  const last = 1 - 1 / scale;
  return { scale, x: clamp(x, 0, last), y: clamp(y, 0, last) };
};

/** Magnifies; what is at the given place stays there. */
export const zoomAt = (view: ZoomView, factor: number, at: ViewPoint = { x: 0.5, y: 0.5 }): ZoomView => {
  const scale = clamp(view.scale * factor, 1, most);
  return settle(scale, view.x + at.x / view.scale - at.x / scale, view.y + at.y / view.scale - at.y / scale);
};

/** Moves the picture with the pointer, by shares of the tile. */
export const panBy = (view: ZoomView, by: ViewPoint): ZoomView =>
  settle(view.scale, view.x - by.x / view.scale, view.y - by.y / view.scale);

/** The view as a transform of the picture whose origin is its top left corner. */
export const transformOf = ({ scale, x, y }: ZoomView): string =>
  scale === 1 ? "none" : `scale(${scale}) translate(${-x * 100}%, ${-y * 100}%)`;

/** Where a picture lies in a box that shows all of it, in shares of the box (as `object-fit: contain` lays it out). */
export const containedIn = (
  box: { readonly width: number; readonly height: number },
  picture: { readonly width: number; readonly height: number },
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } => {
  if (box.width <= 0 || box.height <= 0 || picture.width <= 0 || picture.height <= 0) return { x: 0, y: 0, width: 1, height: 1 };
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const [width, height] = [(picture.width * scale) / box.width, (picture.height * scale) / box.height];
  return { x: (1 - width) / 2, y: (1 - height) / 2, width, height };
};

/** A wheel's turn as a factor; what a touchpad's pinch gives is finer. */
export const wheelFactor = ({ deltaY, deltaMode, ctrlKey }: Pick<WheelEvent, "deltaY" | "deltaMode" | "ctrlKey">): number => {
  const pixels = deltaMode === 1 ? deltaY * 16 : deltaY;
  return Math.exp(-clamp(pixels, -200, 200) * (ctrlKey ? 0.01 : 0.002));
};
