import { expect, test } from "vitest";
import { readPageRequest } from "./page-requests.ts";

const origin = "https://call.example";
const link = `${origin}/r/lake#k=${"s".repeat(43)}`;

test("a page may ask whether the extension is there", () => {
  expect(readPageRequest({ type: "tfx.ping" }, origin)).toEqual({ ask: "ping" });
});

test("a page may open a room of its own server", () => {
  expect(readPageRequest({ type: "tfx.open", link }, origin)).toMatchObject({ ask: "open", invite: { room: "lake" } });
});

test("a page cannot open a room of another server", () => {
  expect(readPageRequest({ type: "tfx.open", link }, "https://other.example")).toBeUndefined();
});

test.each([
  ["a message without a sender", { type: "tfx.ping" }, undefined],
  ["an unknown message", { type: "tfx.leave" }, origin],
  ["a message of the extension's own", { type: "call.open", invite: {} }, origin],
  ["a link that is no invitation", { type: "tfx.open", link: `${origin}/settings` }, origin],
  ["a room name instead of a link", { type: "tfx.open", link: "lake" }, origin],
  ["nothing", null, origin],
])("%s gets no answer", (_name, message, sender) => {
  expect(readPageRequest(message, sender)).toBeUndefined();
});
