import { expect, test } from "vitest";
import { readWatchAddress } from "./watch-address.ts";

const page = "https://call.example/watch.html";

test("the link of a broadcast names its stream", () => {
  expect(readWatchAddress(`${page}?stream=film-1`)).toEqual({ stream: "film-1", gateway: undefined, token: undefined });
});

test("a token stands behind the #, and a gateway is taken as an origin", () => {
  expect(readWatchAddress(`${page}?stream=film&gateway=https://live.example/x#token=a.b.c`)).toEqual({
    stream: "film",
    gateway: "https://live.example",
    token: "a.b.c",
  });
});

test.each(["", "?stream=", "?stream=../etc", `?stream=${"x".repeat(65)}`, "?stream=a%20b"])("%s names no stream", (query) => {
  expect(readWatchAddress(page + query)).toBeUndefined();
});

test.each(["nonsense", "javascript:alert(1)", "data:text/html,x", "//live.example"])(
  "a gateway that is no address is passed over: %s",
  (gateway) => {
    expect(readWatchAddress(`${page}?stream=film&gateway=${encodeURIComponent(gateway)}`)?.gateway).toBeUndefined();
  },
);
