import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { SharedDocument } from "./shared-document.ts";

const limit = 100_000;
const filled = (): Uint8Array => {
  const doc = new Y.Doc();
  doc.getText("text").insert(0, "hello");
  doc.getText("text").format(0, 2, { bold: true });
  doc.getMap("map").set("list", new Y.Array());
  doc.getMap("map").set("list", 7);
  doc.getText("text").delete(1, 2);
  return Y.encodeStateAsUpdate(doc);
};

describe("a shared document", () => {
  it("refuses what it cannot read, never throws, and can be read whatever was sent", () => {
    const valid = filled();
    fc.assert(
      fc.property(fc.nat({ max: valid.length - 1 }), fc.integer({ min: 0, max: 255 }), fc.boolean(), (at, byte, cut) => {
        const document = new SharedDocument();
        document.apply(valid, limit);
        const broken = valid.slice(0, cut ? at : valid.length);
        if (!cut) broken[at] = byte;
        document.apply(broken, limit);
        const copy = new Y.Doc();
        Y.applyUpdate(copy, document.encode() ?? new Uint8Array());
        expect(copy.getText("text").toJSON()).toBeTypeOf("string");
        expect(document.apply(new Uint8Array([255]), limit)).toMatchObject({ code: "state/invalid" });
      }),
      { numRuns: 500 },
    );
  });

  it("refuses to gather updates without end that wait for one that never comes", () => {
    const source = new Y.Doc();
    const updates: Uint8Array[] = [];
    source.on("update", (update: Uint8Array) => updates.push(update));
    for (let edit = 0; edit < 1_500; edit += 1) source.getArray("a").push([edit]);
    const document = new SharedDocument();
    const verdicts = updates.slice(1).map((update) => document.apply(update, limit).kind);
    expect(verdicts.indexOf("refused")).toBe(1_000);
    const other = new SharedDocument();
    // What comes late is no harm.
    expect(updates.slice(1, 900).map((update) => other.apply(update, limit).kind)).not.toContain("refused");
    expect(other.apply(updates[0] ?? new Uint8Array(), limit).kind).toBe("new");
    expect(updates.slice(900).map((update) => other.apply(update, limit).kind)).not.toContain("refused");
  });

  it("counts what is there and not what has been taken away", () => {
    const doc = new Y.Doc();
    const document = new SharedDocument();
    doc.on("update", (update: Uint8Array) => expect(document.apply(update, 5_000).kind).toBe("new"));
    for (let round = 0; round < 20; round += 1) {
      doc.getText("text").insert(0, "x".repeat(1_000));
      doc.getText("text").delete(0, 1_000);
    }
    document.measure();
    expect(document.bytes).toBeLessThan(1_000);
  });

  it("hands on only what is missing, and nothing for a vector that is none", () => {
    const document = new SharedDocument();
    document.apply(filled(), limit);
    expect(document.encode(document.vector())?.length).toBeLessThan(document.encode()?.length ?? 0);
    expect(document.encode(new Uint8Array([200, 200]))).toBeUndefined();
  });
});
