import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");

it("every scenario of the table has the test that it names", () => {
  const rows = [...read("../../../docs/gateway-break-it.md").matchAll(/^\| .+? \| ([\w/-]+): (.+?) \| .+ \|$/gm)];
  expect(rows.length).toBeGreaterThanOrEqual(40);
  const missing = rows.filter(([, file = "", name = ""]) => {
    const text = read(`../${file}.test.ts`);
    return ![`it("${name}"`, `it(\`${name}\``].some((call) => text.includes(call));
  });
  expect(missing.map(([, file, name]) => `${file}: ${name}`)).toEqual([]);
});
