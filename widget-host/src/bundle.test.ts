import { describe, expect, it } from "vitest";
import { TfxError } from "@tfx/protocol";
import { openBundleStore } from "./bundle-store.ts";
import { maxBundleBytes, readDataStages, videoStages } from "@tfx/protocol/widgets";
import { readBundle } from "./bundle.ts";
import { createMemoryStorage } from "./testing/fake-services.ts";
import { createWidgetStorage } from "./widget-storage.ts";

const poll = { id: "org.example.poll", name: "Poll", description: "Ask.", version: "1.0.0", sdk: "1", kind: "bundle" };
const script = (change: object = {}) => `/* tfx-widget ${JSON.stringify({ ...poll, ...change })} */\nexport const widget = {};\n`;

const code = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return "fine";
  } catch (error) {
    return TfxError.from(error).code;
  }
};

describe("an imported bundle", () => {
  it("is read with its manifest and hash, without being run", async () => {
    const { manifest, sha256 } = await readBundle(script());
    expect(manifest).toMatchObject({ id: "org.example.poll", surfaces: ["panel"] });
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await readBundle(script({ version: "1.0.1" }))).sha256).not.toBe(sha256);
  });

  it("can be a filter: data alone, checked before it is compiled", async () => {
    const fragment = "vec4 filterPixel(vec2 uv) { return texture(picture, uv); }";
    const table = btoa("x".repeat(24));
    const filterOf = (...stages: unknown[]) => JSON.stringify({ ...poll, kind: "declarative", filter: { stages } });
    const shader = { id: "plain", kind: "shader", band: "color", fragment };
    const lut = { id: "table", kind: "lut", band: "color", size: 2, table };
    const { filter } = (await readBundle(filterOf(shader, lut))).manifest;
    const read = readDataStages(filter?.stages ?? []);
    expect(read).toMatchObject([shader, { id: "table", table: new Uint8Array(24).fill(120) }]);
    expect(videoStages.safeParse(read).success).toBe(true);
    for (const wrong of [
      { ...shader, fragment: "vec4 filterPixel(vec2 uv) { while (true) {} }" },
      { ...lut, table: table.slice(4) },
      { ...lut, table: [0, 0] },
      { id: "code", kind: "pictures", band: "color" },
      { id: "behind", kind: "background", band: "background", mode: "blur" },
    ])
      await expect(readBundle(filterOf(wrong))).rejects.toMatchObject({ code: "widget/invalid" });
    const both = { ...poll, kind: "declarative", theme: { light: {}, dark: {} }, filter: { stages: [shader] } };
    await expect(readBundle(JSON.stringify(both))).rejects.toMatchObject({ code: "widget/invalid" });
    await expect(readBundle(filterOf())).rejects.toMatchObject({ code: "widget/invalid" });
  });

  it("can be a theme: data alone", async () => {
    const theme = { ...poll, kind: "declarative", theme: { light: { accent: "#112233" }, dark: {} } };
    expect((await readBundle(JSON.stringify(theme, null, 2))).manifest.theme?.light.accent).toBe("#112233");
  });

  it("can be a page: its manifest alone, with the address that it came from", async () => {
    const page = { ...poll, kind: "hosted", entry: "https://poll.example/widget" };
    const bundle = await readBundle(JSON.stringify(page), "https://poll.example/tfx-widget.json");
    expect(bundle).toMatchObject({ manifest: { kind: "hosted" }, address: "https://poll.example/tfx-widget.json" });
  });

  it.each([
    ["without a manifest", "export const widget = {};"],
    ["with a manifest that is not first", `\n\n${script()}`],
    ["with a manifest that is no JSON", "/* tfx-widget {id} */"],
    ["with a field that does not exist", script({ permision: [] })],
    ["with markup in the name", script({ name: "<img src=x>" })],
    ["with a permission that does not exist", script({ permissions: ["everything"] })],
    ["with a wrong version", script({ version: "one" })],
    ["that says it is built in", script({ kind: "builtin" })],
    ["that says it is a page", script({ kind: "hosted", entry: "https://example.org/" })],
    ["that is data and says it is a script", JSON.stringify(poll)],
    ["that is a script and says it is data", script({ kind: "declarative", theme: { light: {}, dark: {} } })],
  ])("is refused %s", async (_what, text) => {
    expect(await code(readBundle(text))).toBe("widget/invalid");
  });

  it("is refused when it is too large, counted in bytes", async () => {
    expect(await code(readBundle(script() + "é".repeat(maxBundleBytes / 2)))).toBe("protocol/too-large");
  });
});

describe("the store of bundles", () => {
  it("keeps the latest of each, and checks the hash when it is opened again", async () => {
    const storage = createMemoryStorage();
    const store = await openBundleStore(storage);
    await store.add(await readBundle(script()));
    const newer = await readBundle(script({ version: "2.0.0" }));
    await store.add(newer);
    expect(storage.texts.size).toBe(2);
    expect((await openBundleStore(storage)).bundles.value).toEqual([newer]);
    storage.texts.set(`widget-bundle:${newer.sha256}`, script({ version: "3.0.0" }));
    expect((await openBundleStore(storage)).bundles.value).toEqual([]);
  });

  it("knows where a widget came from, also after a reload", async () => {
    const storage = createMemoryStorage();
    await (await openBundleStore(storage)).add(await readBundle(script(), "https://poll.example/poll.js"));
    expect((await openBundleStore(storage)).bundles.value[0]?.address).toBe("https://poll.example/poll.js");
  });

  it("forgets what is removed", async () => {
    const storage = createMemoryStorage();
    const store = await openBundleStore(storage);
    const bundle = await readBundle(script());
    await store.add(bundle);
    await store.remove(bundle.manifest.id);
    expect(store.find(bundle.manifest.id)).toBeUndefined();
    expect([...storage.texts.keys()]).toEqual(["widget-bundles"]);
  });
});

describe("the storage of a widget", () => {
  it("keeps values with their bytes, apart from other widgets, up to its quota", async () => {
    const texts = createMemoryStorage();
    const { manifest } = await readBundle(script());
    const storage = createWidgetStorage(texts, manifest.id);
    await Promise.all([storage.set("one", { list: [new Uint8Array([1, 2])] }), storage.set("two", 2)]);
    expect(await storage.get("one")).toEqual({ list: [new Uint8Array([1, 2])] });
    expect(await storage.get("none")).toBeNull();
    expect(await code(storage.set("big", "x".repeat(300_000)))).toBe("widget/quota");
    expect(await storage.get("two")).toBe(2);
    await Promise.all([storage.set("one", null), storage.set("two", null)]);
    expect(texts.texts.size).toBe(0);
  });
});
