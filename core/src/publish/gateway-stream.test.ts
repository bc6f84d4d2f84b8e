import { afterEach, beforeEach, expect, it } from "vitest";
import { openWhipServer, type WhipServer } from "../testing/whip-server.ts";
import { openGatewayStream, type GatewayStream } from "./gateway-stream.ts";

let server: WhipServer;
let stream: GatewayStream;
beforeEach(async () => {
  server = await openWhipServer();
  stream = openGatewayStream({ gateway: `${server.url}/`, stream: "film", token: "secret" });
});
afterEach(async () => {
  stream.close();
  await server[Symbol.asyncDispose]();
});

it("knows where to publish, and how many watch, and asks for nothing that the gateway has not heard of", async () => {
  expect(stream.endpoint).toBe(`${server.url}/whip/film`);
  server.answer((_request, response) => void response.end(JSON.stringify({ stream: "film", state: "live", viewers: 7, more: true })));
  await stream.describe({ title: "Concert", listed: true });
  await expect.poll(() => stream.facts.value).toEqual({ stream: "film", state: "live", viewers: 7 });
  expect(server.requests.map(({ method, path }) => `${method} ${path}`).slice(0, 2)).toEqual([
    "PUT /api/streams/film/about",
    "GET /live/film",
  ]);
});

it("names the stream and brings its picture, with the token", async () => {
  server.answer((_request, response) => void response.writeHead(204).end());
  const poster = new Blob(["picture"], { type: "image/jpeg" });
  expect(await stream.describe({ title: "Concert", listed: true, poster })).toBe(true);
  const picture = await server.until(({ path }) => path === "/api/streams/film/poster");
  expect(picture).toMatchObject({ method: "PUT", body: "picture" });
  expect(picture.headers).toMatchObject({ authorization: "Bearer secret", "content-type": "image/jpeg" });
  const about = await server.until(({ path }) => path === "/api/streams/film/about");
  expect(JSON.parse(about.body)).toEqual({ title: "Concert", listed: true, poster: `${server.url}/live/film/poster` });
});

it("shows another picture at another address, which nobody has seen before, and none when there is none", async () => {
  server.answer((_request, response) => void response.writeHead(204).end());
  const poster = new Blob(["picture"], { type: "image/jpeg" });
  for (const next of [poster, undefined, poster]) await stream.describe({ title: "Concert", listed: true, poster: next });
  const abouts = server.requests.filter(({ path }) => path.endsWith("/about"));
  expect(abouts.map(({ body }) => Reflect.get(JSON.parse(body) as object, "poster"))).toEqual([
    `${server.url}/live/film/poster`,
    undefined,
    `${server.url}/live/film/poster?version=2`,
  ]);
});

it("says that it has a break, and when the gateway does not know it", async () => {
  server.answer(({ path }, response) => void response.writeHead(path.startsWith("/api") ? 204 : 404).end());
  expect(await stream.setBreak(true)).toBe(true);
  const said = await server.until(({ path }) => path === "/api/streams/film/break");
  expect(said).toMatchObject({ method: "PUT", body: '{"isOn":true}' });
  server.answer((_request, response) => void response.writeHead(404).end());
  expect(await stream.setBreak(false)).toBe(false);
});

it("says breaks one after the other, and of those that wait the latest alone: requests overtake each other", async () => {
  const answers: (() => void)[] = [];
  server.answer((_request, response) => void answers.push(() => response.writeHead(204).end()));
  const said = () => server.requests.map(({ body }) => body);
  const first = stream.setBreak(true);
  await expect.poll(said).toEqual(['{"isOn":true}']);
  const others = [false, true, false].map((isOn) => stream.setBreak(isOn));
  answers.shift()?.();
  await expect.poll(said).toEqual(['{"isOn":true}', '{"isOn":false}']);
  answers.shift()?.();
  expect(await Promise.all([first, ...others])).toEqual([true, false, false, true]);
});

it("shows the token that holds now", async () => {
  server.answer((_request, response) => void response.writeHead(204).end());
  const tokens = ["first", "second"];
  const renewed = openGatewayStream({ gateway: server.url, stream: "radio", token: () => tokens[0] });
  await renewed.setBreak(true);
  tokens.shift();
  await renewed.setBreak(false);
  renewed.close();
  const shown = server.requests.filter(({ path }) => path === "/api/streams/radio/break").map(({ headers }) => headers.authorization);
  expect(shown).toEqual(["Bearer first", "Bearer second"]);
});

it("brings what was written, and knows what is worth another try", async () => {
  server.answer((_request, response) => void response.writeHead(204).end());
  const items = [{ id: "a", kind: "chat" as const, text: "hello", at: 5, done: true }];
  expect(await stream.sendTexts({ kinds: ["chat"], items })).toEqual({ kind: "taken" });
  const said = await server.until(({ path }) => path === "/api/streams/film/texts");
  expect(said).toMatchObject({ method: "POST", headers: { authorization: "Bearer secret" } });
  expect(JSON.parse(said.body)).toEqual({ kinds: ["chat"], items, now: expect.any(Number) });
  server.answer((_request, response) => void response.writeHead(429, { "retry-after": "7" }).end());
  expect(await stream.sendTexts({ kinds: ["chat"], items })).toEqual({ kind: "later", retryMs: 7_000 });
  server.answer((_request, response) => void response.writeHead(400).end());
  expect(await stream.sendTexts({ kinds: ["chat"], items })).toEqual({ kind: "refused" });
});

it("says when the gateway did not take it", async () => {
  server.answer((_request, response) => void response.writeHead(403).end());
  expect(await stream.describe({ title: "Concert", listed: true })).toBe(false);
  expect(stream.facts.value).toBeUndefined();
});
