import { TfxError } from "@tfx/protocol";
import type { WidgetManifestInput } from "@tfx/protocol/widgets";
import { describe, expect, it } from "vitest";
import { checkSource, mayFetch, wantsMore, type BundleSource } from "./bundle-source.ts";
import { bundleOfManifest, parseManifest, readBundle } from "./bundle.ts";

const ourOrigin = "https://call.example";
const poll = { id: "org.example.poll", name: "Poll", description: "Ask.", version: "1.0.0", sdk: "1" } as const;
const hosted = { ...poll, kind: "hosted", entry: "https://poll.example/widget" } as const;
const home = "https://poll.example/tfx-widget.json";

const codeOf = (work: () => void): string => {
  try {
    work();
    return "fine";
  } catch (error) {
    return TfxError.from(error).code;
  }
};

const check = async (
  manifest: object,
  { from, address, developer = false }: { from: BundleSource; address?: string; developer?: boolean },
) => {
  const bundle = await readBundle(JSON.stringify(manifest), address);
  return codeOf(() => checkSource(bundle, { from, developer, ourOrigin }));
};

describe("where a widget comes from", () => {
  it("a page is believed where its manifest lies beside it, also by whom it is handed to", async () => {
    expect(await check(hosted, { from: "address", address: home })).toBe("fine");
    expect(await check(hosted, { from: "person", address: home })).toBe("fine");
  });

  it.each<[string, Parameters<typeof check>]>([
    ["a page announced by another site", [hosted, { from: "address", address: "https://evil.example/tfx-widget.json" }]],
    ["a page announced by a file", [hosted, { from: "file" }]],
    ["a page handed on without its place", [hosted, { from: "person" }]],
    [
      "a page of our own origin",
      [
        { ...hosted, entry: `${ourOrigin}/x` },
        { from: "address", address: `${ourOrigin}/m.json` },
      ],
    ],
    [
      "a page over http",
      [
        { ...hosted, entry: "http://poll.example/" },
        { from: "address", address: home, developer: true },
      ],
    ],
    [
      "a page of this machine, for others than developers",
      [
        { ...hosted, entry: "http://localhost:5000/" },
        { from: "person", address: "http://localhost:5000/m.json" },
      ],
    ],
    [
      "an extension's page from an address",
      [
        { ...poll, kind: "companion", entry: "chrome-extension://abc/w.html" },
        { from: "address", address: home },
      ],
    ],
  ])("%s is refused", async (_what, given) => {
    expect(await check(...given)).toBe("widget/invalid");
  });

  it("this machine is there for developers", async () => {
    const local = { ...hosted, entry: "http://localhost:5000/" };
    expect(await check(local, { from: "address", address: "http://localhost:5000/m.json", developer: true })).toBe("fine");
  });

  it("a companion comes from its extension alone", async () => {
    const companion = await bundleOfManifest({ ...poll, kind: "companion", entry: "chrome-extension://abc/widget.html" });
    expect(codeOf(() => checkSource(companion, { from: "extension", developer: false, ourOrigin }))).toBe("fine");
  });

  it("addresses are https, without a name and password", () => {
    const addresses = [
      "https://x.example/w.js",
      "http://x.example/w.js",
      "http://localhost:1/w.js",
      "https://a:b@x.example/",
      "w.js",
      "data:,",
    ];
    expect(addresses.filter((address) => mayFetch(address, false))).toEqual(["https://x.example/w.js"]);
    expect(addresses.filter((address) => mayFetch(address, true))).toEqual(["https://x.example/w.js", "http://localhost:1/w.js"]);
  });
});

describe("another version", () => {
  const manifest = (change: Partial<WidgetManifestInput>) => parseManifest({ ...hosted, ...change });
  it("that wants the same or less wants no more", () => {
    expect(
      wantsMore(manifest({ permissions: ["media:levels", "ui:toast"] }), manifest({ permissions: ["ui:toast"], version: "2.0.0" })),
    ).toBe(false);
  });
  it.each<[string, Partial<WidgetManifestInput>]>([
    ["another permission", { permissions: ["net:fetch", "media:frames"] }],
    ["another server", { network: [{ origin: "https://other.example", why: "More." }] }],
    ["another page", { entry: "https://poll.example/other" }],
  ])("is asked about %s", (_what, change) => {
    const before: Partial<WidgetManifestInput> = {
      permissions: ["net:fetch"],
      network: [{ origin: "https://one.example", why: "Answers." }],
    };
    expect(wantsMore(manifest(before), manifest({ ...before, version: "2.0.0" }))).toBe(false);
    expect(wantsMore(manifest(before), manifest({ ...before, ...change }))).toBe(true);
  });
});
