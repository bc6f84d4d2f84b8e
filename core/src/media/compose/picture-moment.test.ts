import { expect, it } from "vitest";
import { createPictureMoment } from "./picture-moment.ts";

it("a composed picture is of when what is new in it came", () => {
  const moment = createPictureMoment();
  moment.note(5);
  expect(moment.take(33)).toBe(5);
  moment.note(40);
  moment.note(60);
  expect(moment.take(66)).toBe(50);
});

it("where nothing is new it is of now", () => {
  const moment = createPictureMoment();
  moment.note(5);
  moment.take(33);
  expect(moment.take(66)).toBe(66);
});

it("moments only go forward, whatever comes when", () => {
  const moment = createPictureMoment();
  const moments = Array.from({ length: 100 }, (_, beat) => {
    for (let source = 0; source < beat % 4; source += 1) moment.note(beat * 33 + 1 + ((source * 13 + beat * 7) % 32));
    return moment.take((beat + 1) * 33);
  });
  expect(moments.every((at, index) => index === 0 || at > (moments[index - 1] ?? 0))).toBe(true);
});
