import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { maxBundleBytes } from "@tfx/protocol/widgets";
import { readBundle } from "@tfx/widget-host";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pack } from "./pack.ts";
import { runCommand } from "./run-command.ts";
import { serveWidget } from "./serve-widget.ts";
import { templateFiles, versions } from "./template.ts";
import { validate } from "./validate.ts";

const repository = new URL("../../", import.meta.url);
const manifest = {
  id: "org.example.poll",
  name: "Poll",
  description: "Ends no comment */ early.",
  version: "1.0.0",
  sdk: "1",
  kind: "bundle",
};
const script = "export const widget = { mount() {} };";

let folder = "";
const said: string[] = [];
const run = (...words: string[]): Promise<boolean> =>
  runCommand(words, { cwd: folder }, { say: (line) => said.push(line), complain: (line) => said.push(line) });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "create-tfx-widget-"));
  said.length = 0;
});
afterEach(() => rm(folder, { recursive: true }));

describe("pack", () => {
  it("makes a bundle that the host reads, with the hash that it shows", async () => {
    const { text, sha256 } = pack(manifest, script);
    expect(await readBundle(text)).toMatchObject({ sha256, manifest });
  });

  it("makes the same bytes on every system, and others of another script", () => {
    expect(pack(manifest, `\uFEFF${script}\r\n\r\n`)).toEqual(pack(manifest, `${script}\n`));
    expect(pack(manifest, `${script}//`).sha256).not.toBe(pack(manifest, script).sha256);
  });

  it("writes nothing for a manifest that does not hold", async () => {
    await writeFile(join(folder, "m.json"), JSON.stringify({ ...manifest, permissions: ["everything"] }));
    await writeFile(join(folder, "s.js"), script);
    expect(await run("pack", "m.json", "s.js", "out.js")).toBe(false);
    expect(said[0]).toContain("permissions.0");
    await expect(readFile(join(folder, "out.js"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("validate", () => {
  it("finds nothing wrong with the examples", async () => {
    for (const name of ["counter", "poll"])
      expect(validate(await readFile(new URL(`examples/${name}/${name}.js`, repository), "utf8"))).toEqual({ problems: [], warnings: [] });
  });

  it("names what is wrong", () => {
    expect(validate("const x = 1;").problems).toEqual([expect.stringContaining("line 1"), expect.stringContaining("widget")]);
    expect(validate(`/* tfx-widget {"id":} */\n${script}`).problems).toHaveLength(1);
    expect(validate(pack({ ...manifest, kind: "hosted", entry: "https://example.org" }, script).text).problems).toHaveLength(1);
    expect(validate(pack(manifest, `${script}//${"x".repeat(maxBundleBytes)}`).text).problems[0]).toContain("size");
  });

  it("takes data without a script, and knows what is none", async () => {
    const theme = await readFile(new URL("examples/theme/theme.json", repository), "utf8");
    expect(validate(theme)).toEqual({ problems: [], warnings: [] });
    expect(validate(JSON.stringify(manifest)).problems).toEqual([expect.stringContaining("kind")]);
  });

  it("finds a widget without mount, and a script that cannot be read, with its line", async () => {
    expect(validate(pack(manifest, "export const widget = {};").text).problems).toEqual([expect.stringContaining("mount")]);
    await writeFile(join(folder, "broken.js"), pack(manifest, `${script}\nconst = 1;`).text);
    expect(await run("validate", "broken.js")).toBe(false);
    expect(said).toEqual([expect.stringMatching(/^problem {2}script, line 3: SyntaxError/)]);
  });

  it("warns of what will not work, where it stands", () => {
    const { warnings } = validate(pack(manifest, `${script}\nfetch("x");\ncontext.net.fetch({});\nroot.innerHTML = "";`).text);
    expect(warnings).toEqual(["line 3: fetch( reaches nothing: use context.net.fetch", expect.stringContaining("line 5: .innerHTML")]);
  });
});

describe("a developer's server", () => {
  const complaints: string[] = [];
  const serve = async (...files: [string] | [string, string]) => {
    complaints.length = 0;
    const [first, second] = files.map((file) => join(folder, file));
    const paths = second === undefined ? ([first ?? ""] as const) : ([first ?? "", second] as const);
    return serveWidget({ files: paths, port: 0, complain: (line) => complaints.push(line) });
  };

  it("packs manifest and script as they are at each request, for any page", async () => {
    await writeFile(join(folder, "m.json"), JSON.stringify(manifest));
    const server = await serve("m.json", "s.js");
    for (let twice = 0; twice < 2; twice += 1) expect((await fetch(server.address)).status).toBe(503);
    expect(complaints).toHaveLength(1);
    await writeFile(join(folder, "s.js"), script);
    const answer = await fetch(server.address);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(await answer.text()).toBe(pack(manifest, script).text);
    await writeFile(join(folder, "s.js"), `${script}//`);
    expect(await (await fetch(server.address)).text()).toBe(pack(manifest, `${script}//`).text);
    await server.close();
  });

  it("serves one file as it lies, and no other", async () => {
    const { text } = pack(manifest, script);
    await writeFile(join(folder, "poll.js"), text);
    const server = await serve("poll.js");
    expect(await (await fetch(server.address)).text()).toBe(text);
    expect((await fetch(new URL("/poll.js", server.address))).status).toBe(404);
    await server.close();
  });
});

describe("what goes wrong outside", () => {
  it("is said in words", async () => {
    expect(await run("validate", "none.js")).toBe(false);
    expect(await run("pack", "none.json", "none.js", "out.js")).toBe(false);
    expect(said.every((line) => line.endsWith("is not there."))).toBe(true);
    expect(await run("My Board!")).toBe(false);
    expect(said).toContainEqual(expect.stringContaining('"My Board!" cannot be a name'));
  });

  it("names the port that is taken, and how to choose another", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    expect(await run("dev", "--port", String(port), "poll.js")).toBe(false);
    expect(said).toEqual([expect.stringContaining("--port")]);
    taken.close();
  });
});

describe("a new widget", () => {
  it("is written once, and packs into a bundle that can be added", async () => {
    expect(await run("word-game")).toBe(true);
    expect(await run("word-game")).toBe(false);
    await writeFile(join(folder, "script.js"), script);
    expect(await run("pack", "word-game/manifest.json", "script.js", "dist/widget.js")).toBe(true);
    expect(await run("validate", "dist/widget.js")).toBe(true);
    expect(said.at(-2)).toMatch(/^[0-9a-f]{64} {2}/);
  });

  it("is built with the versions that we use", async () => {
    const { devDependencies }: { devDependencies: object } = JSON.parse(await readFile(new URL("package.json", repository), "utf8"));
    const { typescript, vite, vitest } = versions;
    expect(devDependencies).toMatchObject({ typescript, vite, vitest });
    expect(Object.keys(templateFiles("x"))).toContain("src/counter.test.ts");
  });

  it("is refused where its name would lead elsewhere", async () => {
    for (const name of ["", "../x", "a/b", "Poll", "pack", "validate", "dev"]) expect(await run(name)).toBe(false);
    expect(said.filter((line) => !line.includes("cannot be a name")).every((line) => line.includes("npm create tfx-widget"))).toBe(true);
  });
});
