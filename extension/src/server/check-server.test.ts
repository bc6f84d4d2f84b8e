import { limits } from "@tfx/protocol";
import { expect, test } from "vitest";
import { checkServer } from "./check-server.ts";

const answering =
  (body: string, status = 200): typeof fetch =>
  () =>
    Promise.resolve(new Response(body, { status }));
const healthy = JSON.stringify({ status: "ok", protocol: limits.protocolVersion, version: "0.1.0" });

test("a server of ours is ready", async () => {
  expect(await checkServer("https://call.example", answering(healthy))).toBe("ready");
});

test("the question goes to the health address and carries nothing of the person", async () => {
  const asked: [string, RequestInit | undefined][] = [];
  await checkServer("https://call.example", (input, init) => {
    asked.push([input instanceof Request ? input.url : input.toString(), init]);
    return answering(healthy)(input);
  });
  expect(asked[0]?.[0]).toBe("https://call.example/healthz");
  expect(asked[0]?.[1]).toMatchObject({ credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" });
});

test.each([
  ["another web site", answering("<html></html>")],
  ["a failing server", answering(healthy, 503)],
  ["a server of another version", answering(JSON.stringify({ status: "ok", protocol: limits.protocolVersion + 1 }))],
])("%s is something else", async (_name, fetchHealth) => {
  expect(await checkServer("https://call.example", fetchHealth)).toBe("other");
});

test("an address where nobody answers is silent", async () => {
  expect(await checkServer("https://call.example", () => Promise.reject(new TypeError("Failed to fetch")))).toBe("silent");
});
