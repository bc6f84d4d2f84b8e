import { expect, it } from "vitest";
import { formatType } from "./format-type.ts";

const long = "a".repeat(60);

it("a short type stays in one line", () => {
  expect(formatType("{ id: string; to?: string; }")).toBe("{ id: string; to?: string; }");
});

it("a long one breaks at its fields, and within them only where it has to", () => {
  expect(formatType(`{ box: { x: number; y: number; }; ${long}: string; ${long}: () => void; }`)).toBe(
    `{\n  box: { x: number; y: number; };\n  ${long}: string;\n  ${long}: () => void;\n}`,
  );
});

it("a long union has a line a member", () => {
  expect(formatType(`{ kind: "${long}"; } | { kind: "${long}" | "b"; }`)).toBe(
    `\n  | { kind: "${long}"; }\n  | { kind: "${long}" | "b"; }`,
  );
});
