import { expect, test } from "vitest";
import { extensionId } from "./extension-id.ts";
import { extensionManifest, publicOrigins } from "./extension-manifest.ts";

test("the extension asks for nothing that warns, and for no page but the one it is clicked on", () => {
  const manifest = extensionManifest({});
  expect(manifest.permissions).toEqual(["storage", "activeTab", "scripting"]);
  for (const key of [
    "host_permissions",
    "optional_host_permissions",
    "optional_permissions",
    "content_scripts",
    "web_accessible_resources",
  ]) {
    expect(manifest).not.toHaveProperty(key);
  }
});

test("no page of the extension runs foreign, inline or generated code", () => {
  const policy = extensionManifest({}).content_security_policy?.extension_pages;
  const directives = new Map(policy.split(";").map((directive) => [directive.trim().split(" ")[0], directive.trim().split(" ").slice(1)]));
  expect(directives.get("default-src")).toEqual(["'self'"]);
  expect(directives.get("script-src")).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  expect(directives.get("style-src")).toEqual(["'self'"]);
  for (const closed of ["object-src", "base-uri", "form-action"]) expect(directives.get(closed)).toEqual(["'none'"]);
  // Widgets run in frames: the sandbox page of the extension, a page on the network or of another extension, which
  // get no rights here. A page of this machine is loaded for developers alone: the app checks the setting.
  expect(directives.get("frame-src")).toEqual(["'self'", "https:", "http://localhost:*", "chrome-extension:"]);
});

test("pages of the public server may talk to the extension when the build names it", () => {
  expect(extensionManifest({ TFX_PUBLIC_URL: "https://call.example/" }).externally_connectable?.matches).toEqual([
    "http://localhost:3000/*",
    "https://call.example/*",
  ]);
});

test("other extensions may register widgets", () => {
  expect(extensionManifest({}).externally_connectable?.ids).toEqual(["*"]);
});

test("a wrong public URL stops the build", () => {
  expect(() => publicOrigins({ TFX_PUBLIC_URL: "call.example" })).toThrow("TFX_PUBLIC_URL");
});

test("a package for a store carries no development key", () => {
  expect(extensionManifest({ TFX_STORE: "1" })).not.toHaveProperty("key");
});

test("the development key gives the id that the guest page asks for", () => {
  expect(extensionId(String(extensionManifest({}).key))).toBe("nacidbejnphdfaeabmkfnkfhmobpllpl");
});
