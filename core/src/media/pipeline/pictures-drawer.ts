import { reportBug } from "../../report-bug.ts";
import type { VideoStageOf } from "@tfx/protocol/widgets";
import { fitPicture, stageHides } from "./chain-order.ts";
import { drawCopy } from "./shader-drawer.ts";
import { loadTexture, type DrawerTools, type StageDrawer } from "./stage-drawer.ts";

/** A picture older than this is shown no more: the owner's code hangs, and the camera's own is better than a still. */
const longestAgeMs = 1_000;
/** Pictures that may be under way to the owner's code at a time. */
const mostUnderWay = 2;
/** A picture that is not answered in this time will not be. */
const givenUpMs = 2_000;

/**
 * Draws what the owner's code made of a picture; while there is nothing of it, the picture stays as it is, or is
 * black where something is to be hidden.
 */
export const createPicturesDrawer = (stage: VideoStageOf<"pictures">, { tools, handOut }: DrawerTools): StageDrawer => {
  const texture = tools.texture();
  let answeredMs: number | undefined;
  let handedMs: number[] = [];
  let nowMs = 0;
  return {
    mode: () => "fill",
    draw({ input, output, width, height, readSmall, ...drawing }) {
      nowMs = drawing.nowMs;
      handedMs = handedMs.filter((at) => nowMs - at < givenUpMs);
      if (handedMs.length < mostUnderWay) {
        handedMs.push(nowMs);
        const size = fitPicture({ width, height }, stage.width);
        createImageBitmap(readSmall(input, size.width, size.height)).then(handOut, reportBug);
      }
      const isFresh = answeredMs !== undefined && nowMs - answeredMs < longestAgeMs;
      if (!isFresh && stageHides(stage)) tools.blacken(output);
      else drawCopy(tools, isFresh ? texture : input, output);
    },
    answer(bitmap) {
      handedMs.shift();
      answeredMs = nowMs;
      loadTexture(tools, texture, bitmap);
      bitmap.close();
    },
    close: () => tools.gl.deleteTexture(texture),
  };
};
