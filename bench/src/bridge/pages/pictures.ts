import { picture } from "../control.ts";

/** Pictures that are never twice the same. */
export const createPictures = (): (() => Promise<ImageBitmap>) => {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const drawing = canvas.getContext("2d");
  if (drawing === null) throw new Error("This browser draws nothing");
  let count = 0;
  return () => {
    count += 1;
    drawing.fillStyle = `hsl(${String(count % 360)} 60% 50%)`;
    drawing.fillRect((count * 8) % picture.width, 0, 64, picture.height);
    return createImageBitmap(canvas);
  };
};

/** Does something at the pace of the pictures for a while, never more than `most` of it at once. */
export const atTheirPace = async (work: () => Promise<void>, { ms, most }: { ms: number; most: number }): Promise<void> => {
  let underWay = 0;
  await new Promise<void>((resolve, reject) => {
    const tick = async (): Promise<void> => {
      if (underWay >= most) return;
      underWay += 1;
      await work();
      underWay -= 1;
    };
    const timer = setInterval(() => void tick().catch(reject), 1_000 / picture.perSecond);
    setTimeout(() => (clearInterval(timer), resolve()), ms);
  });
};
