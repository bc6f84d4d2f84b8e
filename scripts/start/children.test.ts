import { once } from "node:events";
import { expect, test } from "vitest";
import { createChildren } from "./children.ts";

const sleeper = ["-e", "setInterval(() => {}, 1000)"];

test("every program ends with stopAll, and nobody is told of an accident", async () => {
  const children = createChildren();
  const accidents: string[] = [];
  const started = [1, 2].map(() => children.start(process.execPath, sleeper, { quiet: true, onEnd: (reason) => accidents.push(reason) }));
  await Promise.all(started.map((child) => once(child, "spawn")));
  await children.stopAll();
  expect(started.every((child) => child.exitCode !== null || child.signalCode !== null)).toBe(true);
  expect(accidents).toEqual([]);
  await children.stopAll();
});

test("a program that ends by itself is reported with its exit code", async () => {
  const children = createChildren();
  const reason = await new Promise<string>((resolve) => {
    children.start(process.execPath, ["-e", "process.exit(3)"], { quiet: true, onEnd: resolve });
  });
  expect(reason).toBe("exit code 3");
});

test("a program that does not exist is reported", async () => {
  const children = createChildren();
  const reason = await new Promise<string>((resolve) => {
    children.start("/no/such/program", [], { quiet: true, onEnd: resolve });
  });
  expect(reason).toContain("ENOENT");
});
