import { describe, expect, it } from "vitest";
import { entryNames, findEntry } from "./api/widget-api.ts";
import { widgetManifest } from "./manifest.ts";
import { permissions } from "./permissions.ts";

describe("the widget API", () => {
  it.each(entryNames)("%s has a permission, limits, a version and a doc", (name) => {
    const entry = findEntry(name);
    expect(name).toMatch(/^[a-z]+\.[a-z]+$/);
    expect(entry?.permission === "none" || (entry !== undefined && entry.permission in permissions)).toBe(true);
    expect(entry?.doc).toMatch(/^[A-Z].{10,}\.$/);
    expect(entry?.since).toMatch(/^\d+\.\d+$/);
    expect(entry?.limits.perSecond).toBeGreaterThan(0);
    expect(entry?.limits.burst).toBeGreaterThanOrEqual(1);
    expect(entry?.limits.maxBytes).toBeGreaterThan(0);
  });

  it.each(["constructor", "__proto__", "toString", "hasOwnProperty", "", 7, null, ["room.lock"], { name: "room.lock" }])(
    "finds nothing called %s",
    (name) => {
      expect(findEntry(name)).toBeUndefined();
    },
  );
});

const poll = {
  id: "org.example.poll",
  name: "Poll",
  description: "Ask, and see what people think.",
  version: "1.0.0",
  sdk: "1",
  kind: "bundle",
};

describe("a manifest", () => {
  it("is complete with what has to be said alone", () => {
    expect(widgetManifest.parse(poll)).toMatchObject({ surfaces: ["panel"], permissions: [], protocols: [1] });
  });

  it.each([
    ["markup in the name", { name: "<b>Poll</b>" }],
    ["control characters", { name: "Poll\u202e\u0007" }],
    ["letters that nobody sees", { name: "Po\u200bll" }],
    ["a name that looks like none", { name: "\u3164" }],
    ["an origin that no browser reads", { permissions: ["net:fetch"], network: [{ origin: "https://example.org:99999", why: "Answers" }] }],
    ["an id that is no domain name", { id: "poll" }],
    ["a wrong version", { version: "one" }],
    ["another SDK", { sdk: "2" }],
    ["a permission that does not exist", { permissions: ["everything"] }],
    ["a permission of ours", { permissions: ["tracks:raw"] }],
    ["a field that does not exist", { permision: ["media:frames"] }],
    ["a page for a bundle", { entry: "https://example.org/poll" }],
    ["no page for a hosted one", { kind: "hosted" }],
    ["a page that is a script", { kind: "hosted", entry: "javascript:alert(1)" }],
    ["origins without the permission", { network: [{ origin: "https://example.org", why: "Answers" }] }],
    ["an origin with a path", { permissions: ["net:fetch"], network: [{ origin: "https://example.org/x", why: "Answers" }] }],
    ["a channel to others for a tool of one person", { personal: true, channels: [{ name: "moves" }] }],
    ["shared data for a tool of one person", { personal: true, permissions: ["state:shared"] }],
    ["a theme that is more than colours", { kind: "declarative", theme: { light: { accent: "url(x)" }, dark: {} } }],
  ])("is refused for %s", (_what, change) => {
    expect(widgetManifest.safeParse({ ...poll, ...change }).success).toBe(false);
  });
});
