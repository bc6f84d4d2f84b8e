import { expect, it } from "vitest";
import { tCount } from "./words.ts";

it("counts pictures as one says it", () => {
  const values = { height: 720, ms: 20 };
  expect(tCount("figures", 1, values)).toBe("1 picture a second, 720 lines, 20 ms to the server");
  expect(tCount("figures", 30, values)).toBe("30 pictures a second, 720 lines, 20 ms to the server");
});
