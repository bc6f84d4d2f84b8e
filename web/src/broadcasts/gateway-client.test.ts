import { expect, test } from "vitest";
import { createGatewayClient } from "./gateway-client.ts";

const facts = { stream: "film", state: "live", viewers: 3 };

const clientOf = (answer: () => Promise<Response>) => {
  const asked: string[] = [];
  const client = createGatewayClient({
    origin: "https://live.example",
    token: "a b",
    nowMs: () => Date.UTC(2030, 0, 1, 12),
    fetch: (address) => {
      asked.push(address);
      return answer();
    },
  });
  return { client, asked };
};

test("facts of a stream are read, and the gateway's clock with them", async () => {
  const { client } = clientOf(() =>
    Promise.resolve(Response.json(facts, { headers: { date: new Date(Date.UTC(2030, 0, 1, 12, 0, 7)).toUTCString() } })),
  );
  expect(await client.about("film")).toEqual({ kind: "known", facts });
  expect(client.clockAheadMs).toBe(7_500);
});

test.each([
  ["an unknown stream", () => Promise.resolve(new Response("", { status: 404 })), "unknown"],
  ["a gateway that is down", () => Promise.reject(new TypeError("refused")), "unreachable"],
  ["a proxy that answers for it", () => Promise.resolve(new Response("Bad gateway", { status: 502 })), "unreachable"],
  ["an answer that makes no sense", () => Promise.resolve(Response.json({ state: "great" })), "unreachable"],
])("%s is told apart", async (_what, answer, kind) => {
  expect(await clientOf(answer).client.about("film")).toEqual({ kind });
});

test("no recordings are as good as none that may be seen", async () => {
  expect(await clientOf(() => Promise.resolve(new Response("", { status: 401 }))).client.recordings("film")).toEqual([]);
});

test("a token goes where recordings and playlists are asked for", async () => {
  const { client, asked } = clientOf(() => Promise.resolve(Response.json([])));
  await client.recordings("film");
  expect(asked).toEqual(["https://live.example/recordings/film?token=a%20b"]);
  expect(client.hlsUrl("film")).toBe("https://live.example/hls/film/index.m3u8?token=a%20b");
});
