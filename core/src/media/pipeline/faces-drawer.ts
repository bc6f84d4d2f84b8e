import type { VideoStageOf } from "@tfx/protocol/widgets";
import type { Face, PictureBox } from "../analyse/faces/face.ts";
import { wholePicture } from "./analysis.ts";
import { facesToHide, followFaces, placeOverlay, withinRegion } from "./face-placement.ts";
import { invariantText, mostFaces } from "./gl-sources.ts";
import { bitmapOf, textureOf, type Drawing, type DrawerTools, type StageDrawer } from "./stage-drawer.ts";

/** Draws what is done at faces. */
export const openFacesDrawer = async (stage: VideoStageOf<"faces">, given: DrawerTools): Promise<StageDrawer> => {
  if (stage.mode === "overlay") return openOverlay(stage, given);
  if (stage.mode === "frame") return createFraming();
  const draw = stage.mode === "marks" ? drawMarks : (drawing: Drawing) => drawHidden(drawing, stage.keep);
  return { mode: () => "fill", draw, close: () => {} };
};

const openOverlay = async (stage: Extract<VideoStageOf<"faces">, { mode: "overlay" }>, { tools }: DrawerTools): Promise<StageDrawer> => {
  const bitmap = await bitmapOf(stage.image);
  const image = { width: bitmap.width, height: bitmap.height };
  const texture = textureOf(tools, bitmap);
  bitmap.close();
  const { gl } = tools;
  return {
    mode: () => "over",
    draw({ output, width, height, region, found }) {
      const program = tools.program(invariantText.copy, invariantText.quad);
      tools.use(program, output);
      tools.bind(program, "picture", { unit: 0, texture });
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      for (const face of facesOf(found)) {
        const corners = placeOverlay(face, stage, { picture: { width, height }, image }).map((corner) => withinRegion(corner, region));
        gl.uniform2fv(
          program.at("corners"),
          corners.flatMap(({ x, y }) => [x, y]),
        );
        gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
      }
      gl.disable(gl.BLEND);
    },
    close: () => gl.deleteTexture(texture),
  };
};

const facesOf = ({ faces }: Drawing["found"]): readonly Face[] => faces?.faces.slice(0, mostFaces) ?? [];

/** Middle and half size of a face's box, each `grown` times larger. */
const boxOf = ({ box }: Face, region: PictureBox, grown = { x: 1, y: 1 }): number[] => {
  const middle = withinRegion({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, region);
  return [middle.x, middle.y, (box.width * grown.x) / region.width / 2, (box.height * grown.y) / region.height / 2];
};

/** Boxes end at the brows and the chin; what is hidden is the whole head. */
const wholeHead = { x: 1.5, y: 1.7 };

const drawHidden = ({ tools, input, output, width, height, region, found }: Drawing, keep: "nobody" | "largest"): void => {
  const { gl } = tools;
  const program = tools.program(invariantText.hide);
  const faces = facesToHide(facesOf(found), keep);
  tools.use(program, output);
  tools.bind(program, "picture", { unit: 0, texture: input });
  // Before the first answer nobody knows where faces are.
  gl.uniform1i(program.at("count"), found.faces === undefined ? -1 : faces.length);
  if (faces.length > 0)
    gl.uniform4fv(
      program.at("faces"),
      faces.flatMap((face) => boxOf(face, region, wholeHead)),
    );
  gl.uniform2f(program.at("size"), width, height);
  tools.fill();
};

const drawMarks = ({ tools, input, output, width, height, region, found }: Drawing): void => {
  const { gl } = tools;
  const program = tools.program(invariantText.marks);
  const faces = facesOf(found);
  const dots = faces.flatMap((face) => [face.leftEye, face.rightEye, face.nose, face.mouth].map((point) => withinRegion(point, region)));
  tools.use(program, output);
  tools.bind(program, "picture", { unit: 0, texture: input });
  gl.uniform1i(program.at("count"), faces.length);
  if (faces.length > 0) {
    gl.uniform4fv(
      program.at("boxes"),
      faces.flatMap((face) => boxOf(face, region)),
    );
    gl.uniform2fv(
      program.at("dots"),
      dots.flatMap(({ x, y }) => [x, y]),
    );
  }
  gl.uniform2f(program.at("size"), width, height);
  tools.fill();
};

/** Shows the part of the picture in which the faces are. */
const createFraming = (): StageDrawer => {
  let region = wholePicture;
  let lastMs: number | undefined;
  return {
    mode: () => (region.width < 1 ? "fill" : "none"),
    region({ found, nowMs }) {
      region = followFaces(region, facesOf(found), lastMs === undefined ? 0 : nowMs - lastMs);
      lastMs = nowMs;
      return region;
    },
    draw({ tools, input, output }) {
      const program = tools.program(invariantText.region);
      tools.use(program, output);
      tools.bind(program, "picture", { unit: 0, texture: input });
      tools.gl.uniform4f(program.at("region"), region.x, region.y, region.width, region.height);
      tools.fill();
    },
    close: () => {},
  };
};
