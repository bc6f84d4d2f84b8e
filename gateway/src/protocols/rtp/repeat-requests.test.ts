import { expect, it } from "vitest";
import { createRepeatRequests } from "./repeat-requests.ts";

it("asks at once, then ever less often, for as long as a packet is missing", () => {
  const requests = createRepeatRequests();
  const askedAt = [];
  for (let nowMs = 0; nowMs < 150; nowMs += 1) if (requests.due([7], nowMs).length > 0) askedAt.push(nowMs);
  expect(askedAt).toEqual([0, 20, 60, 140]);
});

it("asks for each by itself, and forgets what came", () => {
  const requests = createRepeatRequests();
  expect(requests.due([7], 0)).toEqual([7]);
  expect(requests.due([7, 9], 10)).toEqual([9]);
  expect(requests.due([9], 25)).toEqual([]);
  expect(requests.due([7, 9], 30)).toEqual([7, 9]);
  expect(requests.due([], 40)).toEqual([]);
});

it("does not ask for everything after a break", () => {
  const requests = createRepeatRequests();
  const missing = Array.from({ length: 301 }, (_, index) => index);
  expect(requests.due(missing, 0)).toEqual([]);
  expect(requests.due(missing.slice(1), 0)).toHaveLength(300);
});
