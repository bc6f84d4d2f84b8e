import { expect, it } from "vitest";
import { withWorkerAddresses } from "./worker-addresses.ts";

it("leads to the compiled worker, and leaves every other address alone", () => {
  const worker = `new Worker(new URL("./chain-worker.ts", import.meta.url), { type: "module" })`;
  expect(withWorkerAddresses(worker)).toContain(`new URL("./chain-worker.js", import.meta.url)`);
  const others = `new URL("./picture.png", import.meta.url); "./chain-worker.ts"; new URL("/x.ts", location.href)`;
  expect(withWorkerAddresses(others)).toBe(others);
});
