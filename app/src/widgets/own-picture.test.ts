import { withholdPicture } from "@tfx/core";
import { videoStage, type VideoStage } from "@tfx/protocol/widgets";
import { afterEach, expect, it } from "vitest";
import { createHeldPicture } from "../media/held-picture.ts";
import { createFakePlatform, openFakeApp } from "../testing/fake-app.ts";
import { createFakeMedia } from "../testing/fake-media.ts";
import { createFakeSession } from "../testing/fake-session.ts";
import { createOwnPicture } from "./own-picture.ts";

const colours = videoStage.parse({ kind: "lut", id: "colours", band: "color", size: 2, table: new Uint8Array(24) });
const cover = videoStage.parse({
  kind: "shader",
  id: "cover",
  band: "privacy",
  fragment: "vec4 filterPixel(vec2 uv) { return vec4(0.0); }",
});

let end = new AbortController();
afterEach(() => {
  end.abort();
  end = new AbortController();
});

const open = async () => {
  const media = createFakeMedia();
  const app = await openFakeApp(
    createFakePlatform(() => createFakeSession({})),
    { end: end.signal },
  );
  const picture = createOwnPicture(createHeldPicture(app, { media, room: "amber-otter-lake", end: end.signal }));
  end.signal.addEventListener("abort", () => picture[Symbol.dispose]());
  const services = picture.servicesOf("one", { foreign: false });
  return {
    lose: () => services.lose(),
    set: (...stages: VideoStage[]) => services.set(stages),
    sent: () => media.processors.get("camera"),
  };
};

it("sends nothing open while what hides something in the picture is still being fetched", async () => {
  const { set, sent } = await open();
  set(cover).catch(() => undefined);
  expect(sent()).toBe(withholdPicture);
  await expect.poll(sent, { timeout: 10_000 }).not.toBe(withholdPicture);
  expect(sent()).toBeDefined();
});

it("goes on with the camera's picture while nothing is to be hidden", async () => {
  const { set, sent } = await open();
  set(colours).catch(() => undefined);
  expect(sent()).toBeUndefined();
});

it("stays withheld where the widget crashes while what hides something for it is being fetched", async () => {
  const { set, lose, sent } = await open();
  const setting = set(cover).catch(() => undefined);
  lose();
  await setting;
  expect(sent()).toBe(withholdPicture);
});
