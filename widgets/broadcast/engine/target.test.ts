import { expect, it } from "vitest";
import { isEndpoint } from "./target.ts";

it.each([
  ["https://live.example/whip/film", true],
  ["http://127.0.0.1:3100/whip/film", true],
  ["http://localhost/whip", true],
  ["http://live.example/whip/film", false],
  ["live.example", false],
  ["javascript:alert(1)", false],
  ["", false],
])("%s can be published to: %s", (text, can) => expect(isEndpoint(text)).toBe(can));
