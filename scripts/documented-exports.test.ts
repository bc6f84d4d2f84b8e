import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** Names that a workspace exports without a doc comment, members of interfaces and classes left to their own text. */
const undocumented = (entry: string): string[] => {
  const options = {
    allowImportingTsExtensions: true,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noEmit: true,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  };
  const program = ts.createProgram([entry], { ...options, module: ts.ModuleKind.ESNext, skipLibCheck: true, types: [] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${entry} exports nothing`);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter((symbol) => symbol.getDocumentationComment(checker).length === 0)
    .map(({ name }) => name);
};

const entries = ["protocol", "core", "widget-sdk"].flatMap((workspace) => {
  const { exports } = JSON.parse(readFileSync(resolve(root, workspace, "package.json"), "utf8")) as { exports: Record<string, string> };
  return Object.values(exports).map((source) => join(workspace, source));
});

describe("the public packages", () => {
  it.each(entries)("document every export of %s", (entry) => expect(undocumented(resolve(root, entry))).toEqual([]), 30_000);
});
