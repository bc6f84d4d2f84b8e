import { expect, it } from "vitest";
import { widgetManifest, type WidgetManifestInput } from "@tfx/protocol/widgets";
import { askedOf } from "./asked-of.ts";

const askedOfManifest = (change: Partial<WidgetManifestInput>) =>
  askedOf(
    widgetManifest.parse({
      id: "org.example.poll",
      name: "Poll",
      description: "Ask, and see what people think.",
      version: "1.0.0",
      sdk: "1",
      kind: "bundle",
      ...change,
    }),
  );

it("says what is asked now with the risky first, and what may be asked later", () => {
  const asked = askedOfManifest({
    permissions: ["ui:panel", "media:levels", "media:frames", "download"],
    optionalPermissions: ["download", "participants:identity", "chat:read"],
  });
  expect(asked.now).toEqual(["media:frames", "media:levels", "download"]);
  expect(asked.later).toEqual(["chat:read", "participants:identity"]);
});

it("does not pass over what every widget has, nor what comes with a role", () => {
  const asked = askedOfManifest({ permissions: ["ui:stage", "room:moderate"] });
  expect(asked.silent).toEqual(expect.arrayContaining(["room:read", "participants:read", "channel:use", "ui:stage"]));
  expect(asked.asHost).toEqual(["room:moderate"]);
  expect(askedOfManifest({ permissions: ["ui:stage"], start: "host" }).asHost).toEqual(["ui:stage"]);
});

it("has nothing to say of data, and no sharing of what a person has alone", () => {
  const colours = { light: { accent: "#112233" }, dark: {} };
  expect(askedOfManifest({ kind: "declarative", theme: colours }).silent).toEqual([]);
  expect(askedOfManifest({ personal: true }).silent).not.toContain("channel:use");
});
