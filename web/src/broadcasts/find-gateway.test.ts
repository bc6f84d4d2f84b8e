import { expect, test } from "vitest";
import { chooseGateway, findGateway } from "./find-gateway.ts";

const config = { gateway: "https://live.example", gateways: ["https://live.example", "https://other.example"] };

test("a link without a gateway means the server's own", () => {
  expect(chooseGateway(config, undefined)).toEqual({ kind: "found", origin: "https://live.example" });
  expect(chooseGateway({ gateways: [] }, undefined)).toEqual({ kind: "none" });
});

test("a link may name a gateway that the server knows, and no other", () => {
  expect(chooseGateway(config, "https://other.example")).toEqual({ kind: "found", origin: "https://other.example" });
  expect(chooseGateway(config, "https://evil.example")).toEqual({ kind: "foreign", host: "evil.example" });
});

test("an answer that makes no sense is no gateway, and no answer is asked for again", async () => {
  expect(chooseGateway("hello", undefined)).toEqual({ kind: "none" });
  expect(await findGateway(undefined, () => Promise.reject(new TypeError("offline")))).toEqual({ kind: "unreachable" });
  expect(await findGateway(undefined, () => Promise.resolve(new Response("<html>", { status: 200 })))).toEqual({ kind: "unreachable" });
});
