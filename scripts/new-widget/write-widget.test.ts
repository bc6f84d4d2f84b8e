import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { widgetManifest } from "@tfx/protocol/widgets";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writeWidget } from "./write-widget.ts";

const repository = fileURLToPath(new URL("../../", import.meta.url));
let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "new-widget-"));
  await mkdir(join(root, "widgets"));
  for (const name of ["package.json", "tsconfig.json"]) await cp(join(repository, name), join(root, name));
});
afterEach(() => rm(root, { recursive: true }));

const read = async (name: string): Promise<string> => readFile(join(root, name), "utf8");

it("a new widget has all that ours have, and a manifest that holds", async () => {
  expect(await writeWidget(root, "app.tfx.word-game")).toEqual({ folder: "widgets/word-game" });
  expect(await readdir(join(root, "widgets/word-game"))).toEqual(
    expect.arrayContaining(["README.md", "manifest.ts", "model.test.ts", "package.json", "tsconfig.json", "widget.ts"]),
  );
  // The tests' own reader of TypeScript follows references, to workspaces that are not here.
  for (const name of ["tsconfig.json", "widgets/word-game/tsconfig.json"]) await writeFile(join(root, name), "{}");
  const { manifest }: { manifest: unknown } = await import(pathToFileURL(join(root, "widgets/word-game/manifest.ts")).href);
  expect(widgetManifest.parse(manifest)).toMatchObject({ id: "app.tfx.word-game", name: "Word game", kind: "builtin" });
});

it("the repository knows it, and nothing else of it changes", async () => {
  const before = await read("package.json");
  await writeWidget(root, "app.tfx.word-game");
  expect(JSON.parse(await read("package.json"))).toMatchObject({ workspaces: expect.arrayContaining(["widgets/word-game"]) });
  expect((await read("package.json")).replace('    "widgets/word-game",\n', "")).toBe(before);
  expect(JSON.parse(await read("tsconfig.json"))).toMatchObject({
    references: expect.arrayContaining([{ path: "widgets/word-game" }]),
  });
});

it("asks for the versions of packages that our widgets have", async () => {
  await writeWidget(root, "app.tfx.word-game");
  const { dependencies: given } = JSON.parse(await read("widgets/word-game/package.json")) as { dependencies: object };
  const ours: { dependencies: object } = JSON.parse(await readFile(join(repository, "widgets/introduction/package.json"), "utf8"));
  expect(given).toEqual(ours.dependencies);
});

it("an id that is none, and a widget that is there, change nothing", async () => {
  for (const id of ["", "poll", "app.tfx.../x", "app.tfx.9", "App.Tfx.Poll"]) expect(await writeWidget(root, id)).toHaveProperty("problem");
  await writeWidget(root, "app.tfx.poll");
  const before = await read("package.json");
  expect(await writeWidget(root, "org.other.poll")).toEqual({ problem: "widgets/poll is there already." });
  expect(await read("package.json")).toBe(before);
});
