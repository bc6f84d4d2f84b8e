import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { expect, people, test } from "../src/fixtures.ts";
import { photoOfTwo } from "../src/media/photo-video.ts";
import { meanOfPart } from "../src/observe/picture-part.ts";
import { openServer } from "../src/server/server-process.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const project = join(repository, "test-results/packed-core");

/** Puts the packages into the project as an installation from npm would; what they need of others is found above it. */
const install = (name: "protocol" | "core"): void => {
  const options = { cwd: project, encoding: "utf8", shell: process.platform === "win32" } as const;
  const [packed] = JSON.parse(execFileSync("npm", ["pack", "--json", join(repository, "dist/npm", name)], options)) as [
    { filename: string },
  ];
  const folder = join(project, "node_modules/@tfx", name);
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", packed.filename, "-C", folder, "--strip-components=1"], options);
};

/** A page over the packed package; answers the folder of its build. */
const buildPage = async (): Promise<string> => {
  rmSync(project, { recursive: true, force: true });
  mkdirSync(project, { recursive: true });
  execFileSync("npm", ["run", "--silent", "package"], { cwd: repository, shell: process.platform === "win32" });
  for (const name of ["protocol", "core"] as const) install(name);
  writeFileSync(
    join(project, "index.html"),
    `<!doctype html><title>Page</title><video autoplay muted></video><script type="module" src="/main.ts"></script>`,
  );
  cpSync(fileURLToPath(new URL("../fixtures/packed-core/main.ts", import.meta.url)), join(project, "main.ts"));
  // As core's README says.
  cpSync(join(project, "node_modules/@tfx/core/analysers"), join(project, "public/analysers"), { recursive: true });
  const outDir = join(project, "dist");
  await build({ root: project, configFile: false, logLevel: "error", worker: { format: "es" }, build: { outDir, target: "chrome123" } });
  return outDir;
};

test("a page over the packed core changes pictures in its worker and finds faces with its analysers", async ({ guest }) => {
  test.slow();
  await using server = await openPage();
  const { page } = await guest(people.amara, { photo: photoOfTwo });
  await page.goto(server.origin);
  await expect.poll(() => page.locator("body").getAttribute("data-faces"), { timeout: 40_000 }).toBe("2");
  // The dark door of the photo is bright.
  const door = { x: 0.02, y: 0.35, width: 0.15, height: 0.2 };
  await expect.poll(async () => Math.min(...(await meanOfPart(page.locator("video"), door)))).toBeGreaterThan(150);
});

const openPage = async () => {
  const server = await openServer({ webRoot: await buildPage() });
  return { origin: server.origin, [Symbol.asyncDispose]: () => server.stop() };
};
