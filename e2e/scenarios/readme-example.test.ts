import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { expect, people, test } from "../src/fixtures.ts";
import { whoIsSeen } from "../src/observe/observed-media.ts";
import { openServer } from "../src/server/server-process.ts";

const readme = fileURLToPath(new URL("../../core/README.md", import.meta.url));

/** Bundles the first example of the README, as it stands there, into a page. */
const bundleExample = async (folder: string): Promise<string> => {
  const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(readme, "utf8"))?.[1] ?? "";
  expect(example).toContain("createSession");
  const root = fileURLToPath(new URL("../../test-results/readme-example", import.meta.url));
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, "example.ts"), example);
  writeFileSync(join(root, "index.html"), `<!doctype html><title>Example</title><body><script type="module" src="/example.ts"></script>`);
  const outDir = join(folder, "readme-example");
  await build({ root, configFile: false, logLevel: "error", build: { outDir, emptyOutDir: true } });
  return outDir;
};

test("the example of core's README is a video call between two plain pages", async ({ guest, folder }) => {
  const server = await openServer({ webRoot: await bundleExample(folder) });
  const [amara, jonas] = [await guest(people.amara), await guest(people.jonas)];
  for (const { page } of [amara, jonas]) await page.goto(server.origin);
  for (const [viewer, other] of [
    [amara, jonas],
    [jonas, amara],
  ] as const) {
    await expect.poll(() => whoIsSeen(viewer.page.locator("video"))).toBe(other.name);
  }
  await server.stop();
});
