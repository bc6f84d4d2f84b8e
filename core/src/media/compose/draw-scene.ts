import type { DrawnPerson, Scene } from "./messages.ts";
import { paintCard, paintCover, paintName, paintSlate, paintWhole, type Picture } from "./paint.ts";
import { pickMain, planLayout, type Box } from "./plan-layout.ts";

/** How scenes look. */
export interface SceneLook {
  readonly background: string;
  readonly names: boolean;
}

/** Draws scenes on one canvas. */
export const createSceneDrawer = (context: OffscreenCanvasRenderingContext2D, { background, names }: SceneLook) => {
  let main: string | undefined;

  const drawBox = (box: Box, person: DrawnPerson, picture: Picture | undefined): void => {
    context.save();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    if (picture === undefined) paintCard(context, person.name, box);
    else if (box.source === "screen") paintWhole(context, picture, box);
    else paintCover(context, picture, box);
    const name = box.source === "screen" ? person.screenName : person.name;
    if (names && name !== "") paintName(context, name, box);
    context.restore();
  };

  return (scene: Scene, pictureOf: (key: string) => Picture | undefined): void => {
    // It may have changed since the last one.
    const { width, height } = context.canvas;
    context.fillStyle = background;
    context.fillRect(0, 0, width, height);
    if (scene.slate !== undefined) return paintSlate(context, scene.slate, { width, height });
    main = pickMain(scene.people, main);
    const placed = scene.people.map(({ participant, screen }) => ({ participant, hasScreen: screen !== undefined }));
    for (const box of planLayout(placed, { layout: scene.layout, width, height, main })) {
      const person = scene.people.find(({ participant }) => participant === box.participant);
      const key = person?.[box.source];
      if (person !== undefined) drawBox(box, person, key === undefined ? undefined : pictureOf(key));
    }
  };
};
