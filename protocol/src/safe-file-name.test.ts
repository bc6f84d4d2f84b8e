import { expect, it } from "vitest";
import { safeFileName } from "./safe-file-name.ts";

it.each([
  ["report.pdf", "report.pdf"],
  ["../../etc/passwd", "passwd"],
  ["C:\\Windows\\system.ini", "system.ini"],
  [".bashrc", "bashrc"],
  ["photo\u202Egpj.exe", "photogpj.exe"],
  ["a\u0000b\u0007.txt", "ab.txt"],
  ["", "file"],
  ["...", "file"],
  ["a:b|c?.txt. ", "abc.txt"],
  ["Prüfung 試験.odt", "Prüfung 試験.odt"],
])("makes %j safe", (given, safe) => {
  expect(safeFileName(given)).toBe(safe);
});

it("keeps the ending of a long name", () => {
  const name = safeFileName(`${"x".repeat(300)}.tar.gz`);
  expect(name).toHaveLength(120);
  expect(name.endsWith(".tar.gz")).toBe(true);
});
