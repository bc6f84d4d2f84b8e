import { expect, it } from "vitest";
import { createEventReader } from "./event-stream.ts";

it("reads events that come in pieces, and passes over comments", () => {
  const read = createEventReader();
  expect(read(": hello\n\n:\n\nevent: end")).toEqual([]);
  expect(read('ed\r\ndata: {"reason":\ndata: "left"}\r\n')).toEqual([]);
  expect(read("\nevent: other\n\ndata: x\n\n")).toEqual([
    { type: "ended", data: '{"reason":\n"left"}' },
    { type: "message", data: "x" },
  ]);
});
