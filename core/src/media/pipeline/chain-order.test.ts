import { stageLimits, videoStage, type VideoStage, type VideoStageInput } from "@tfx/protocol/widgets";
import { describe, expect, it } from "vitest";
import { stageKey, type OwnedStage } from "./chain-messages.ts";
import { drawnStages, fitPicture, hidesSomething, neededAnalyses, workingSize } from "./chain-order.ts";
import { orderStages } from "./stage-order.ts";

const invert = "vec4 filterPixel(vec2 uv) { return texture(picture, uv); }";
const shader = (owner: string, id: string, given: Partial<Pick<VideoStage, "band" | "order">> = {}): OwnedStage => ({
  owner,
  foreign: true,
  stage: videoStage.parse({ kind: "shader", id, band: "color", fragment: invert, ...given }),
});
const stage = (input: VideoStageInput): OwnedStage => ({ owner: "a", foreign: true, stage: videoStage.parse(input) });

describe("the order of stages", () => {
  it("is by band, then by their own order, then by owner, then as given", () => {
    const stages = [
      shader("b", "privacy", { band: "privacy" }),
      shader("b", "second"),
      shader("b", "third"),
      shader("a", "first"),
      shader("z", "early", { order: -1 }),
      shader("z", "crop", { band: "crop", order: 5 }),
    ];
    expect(orderStages(stages).map(stageKey)).toEqual(["z/crop", "z/early", "a/first", "b/second", "b/third", "b/privacy"]);
  });
});

describe("what stages need", () => {
  it("is found by analysers only where a stage uses the finds", () => {
    expect(neededAnalyses([shader("a", "x")])).toEqual(new Set());
    const both = [
      stage({ kind: "background", id: "b", band: "background", mode: "blur" }),
      stage({ kind: "faces", id: "f", band: "overlay", mode: "marks" }),
    ];
    expect(neededAnalyses(both)).toEqual(new Set(["segmentation", "faces"]));
  });

  it("they are left out without, but for those that hide something: they hide everything then", () => {
    const hide = stage({ kind: "faces", id: "hide", band: "privacy", mode: "hide" });
    const behind = stage({ kind: "background", id: "behind", band: "background", mode: "blur" });
    const hat = stage({ kind: "faces", id: "marks", band: "overlay", mode: "marks" });
    const isMissing = ({ kind }: VideoStage): boolean => kind !== "shader";
    expect(drawnStages([hide, behind, hat, shader("a", "x")], isMissing).map(stageKey)).toEqual(["a/hide", "a/behind", "a/x"]);
  });

  it("is that nothing untouched goes out where they hide something", () => {
    expect(hidesSomething([shader("a", "x")])).toBe(false);
    expect(hidesSomething([shader("a", "x", { band: "privacy" })])).toBe(true);
    expect(hidesSomething([stage({ kind: "background", id: "b", band: "background", mode: "color", color: "#112233" })])).toBe(true);
    expect(hidesSomething([stage({ kind: "faces", id: "f", band: "overlay", mode: "hide" })])).toBe(true);
    expect(hidesSomething([stage({ kind: "faces", id: "f", band: "overlay", mode: "marks" })])).toBe(false);
  });
});

describe("a small picture", () => {
  it.each([
    [{ width: 1280, height: 720 }, 640, { width: 640, height: 360 }],
    [{ width: 640, height: 480 }, 640, { width: 480, height: 360 }],
    [{ width: 720, height: 1280 }, 640, { width: 203, height: 360 }],
    [{ width: 320, height: 180 }, 640, { width: 320, height: 180 }],
    [{ width: 1280, height: 720 }, 100, { width: 100, height: 56 }],
  ])("of %o, %i wide, is %o", (camera, width, size) => {
    expect(fitPicture(camera, width)).toEqual(size);
  });
});

it("hands code of others no larger picture than the protocol allows", () => {
  const { maxPictureWidth: width, maxPictureHeight: height } = stageLimits;
  expect(fitPicture({ width: width * 4, height: height * 4 }, 10_000)).toEqual({ width, height });
});

describe("the working size", () => {
  it("is the camera's own, or smaller with even edges", () => {
    expect(workingSize({ width: 641, height: 361 }, 1)).toEqual({ width: 641, height: 361 });
    expect(workingSize({ width: 1280, height: 720 }, 1.5)).toEqual({ width: 854, height: 480 });
  });
});
