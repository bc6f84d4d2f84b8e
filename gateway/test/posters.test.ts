import { afterAll, beforeAll, expect, it } from "vitest";
import { createTokens, type Gateway } from "../src/index.ts";
import { openTestGateway, testSecret } from "../src/testing/open-gateway.ts";

const png = Buffer.from("\u0089PNG\r\n\u001a\n and more", "latin1");
let gateway: Gateway;
beforeAll(async () => void (gateway = await openTestGateway({ secret: testSecret })));
afterAll(() => gateway.close());

const put = async (body: Buffer, stream = "film", type = "image/png") => {
  const token = await createTokens(testSecret).sign("film", "publish", 60);
  const headers = { authorization: `Bearer ${token}`, "content-type": type };
  const response = await fetch(`${gateway.url}/api/streams/${stream}/poster`, { method: "PUT", headers, body: new Uint8Array(body) });
  return response.status;
};

it("takes a poster of whoever may publish, and shows it to everybody as nothing but a picture", async () => {
  expect((await fetch(`${gateway.url}/live/film/poster`)).status).toBe(404);
  expect(await put(png)).toBe(204);
  const shown = await fetch(`${gateway.url}/live/film/poster`);
  expect(shown.headers.get("content-type")).toBe("image/png");
  expect(shown.headers.get("x-content-type-options")).toBe("nosniff");
  expect(Buffer.from(await shown.arrayBuffer()).equals(png)).toBe(true);
});

it("says in its document what it takes", async () => {
  const document = (await (await fetch(`${gateway.url}/api/openapi.json`)).json()) as { paths: Record<string, { put?: unknown }> };
  expect(document.paths["/api/streams/{stream}/poster"]?.put).toMatchObject({
    requestBody: { content: { "image/jpeg": {}, "image/png": {}, "image/webp": {} } },
    responses: { 204: {}, 415: {} },
  });
});

it("refuses what is no picture, is too large, or is of somebody else's stream", async () => {
  expect(await put(Buffer.from("<svg>"))).toBe(415);
  expect(await put(Buffer.from("{}"), "film", "application/json")).toBe(415);
  expect(await put(Buffer.alloc(600_000))).toBe(413);
  expect(await put(png, "other")).toBe(403);
});
