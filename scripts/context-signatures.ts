import { fileURLToPath } from "node:url";
import { stageBands } from "@tfx/protocol/widgets";
import ts from "typescript";
import { formatType } from "./format-type.ts";

// What authors call, taken from the SDK's own source, with the types of the tables in protocol spelled out.

const source = fileURLToPath(new URL("../widget-sdk/src/context.ts", import.meta.url));

/** Imported types that are told in words, or whose parts alone are used. */
const toldElsewhere = new Set(["EntryInput", "EntryResult", "Welcome", "ParticipantId", "Permission"]);

const openProgram = (): { readonly file: ts.SourceFile; readonly checker: ts.TypeChecker } => {
  const program = ts.createProgram([source], {
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: true,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noEmit: true,
    skipLibCheck: true,
    strict: true,
    target: ts.ScriptTarget.ES2023,
    types: [],
  });
  const file = program.getSourceFile(source);
  if (file === undefined) throw new Error(`${source} is not there`);
  return { file, checker: program.getTypeChecker() };
};

/** As an author writes it: without our brands, and without what the compiler adds for itself. */
const plain = (text: string): string =>
  text
    .replaceAll('string & $brand<"ParticipantId">', "ParticipantId")
    .replaceAll(/string & \$brand<"\w+">/g, "string")
    .replaceAll(/Uint8Array<ArrayBuffer(?:Like)?>/g, "Uint8Array")
    .replaceAll(/\?: ([^;{}]*?) \| undefined;/g, "?: $1;")
    // The compiler's own order is that in which it came upon them anywhere in the program.
    .replaceAll(/"[^"]*"(?: \| "[^"]*")+/g, (union) => union.split(" | ").toSorted().join(" | "));

const bands = plain(stageBands.map((band) => JSON.stringify(band)).join(" | "));
const bandNames: Names = new Map([[bands, "StageBand"]]);

/** Long types that stand in others, by the name under which the page tells them. */
type Names = ReadonlyMap<string, string>;

const printType = (checker: ts.TypeChecker, type: ts.Type, names: Names = new Map()): string => {
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- flags joined by | are a number to the compiler
  let text = plain(checker.typeToString(type, undefined, flags));
  for (const [long, name] of [...names, ...bandNames]) text = text.replaceAll(`(${long})[]`, `${name}[]`).replaceAll(long, name);
  return text;
};

const importedTypes = ({ file, checker }: ReturnType<typeof openProgram>): ReadonlyMap<string, ts.Type> => {
  const found = new Map<string, ts.Type>();
  for (const statement of file.statements) {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    for (const { name } of bindings.elements) {
      const symbol = checker.getSymbolAtLocation(name);
      if (symbol !== undefined) found.set(name.text, checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(symbol)));
    }
  }
  return found;
};

/** Types that say nothing to who has not the table before them, such as `EntryInput<"net.fetch">`. */
const isOfTable = (node: ts.Node): node is ts.TypeNode =>
  ts.isIndexedAccessTypeNode(node) || (ts.isTypeReferenceNode(node) && /^Entry(?:Input|Result)$/.test(node.typeName.getText()));

/** A declaration as it is written, with what comes from the table spelled out. */
const spellOut = (declaration: ts.Node, { checker, names }: { readonly checker: ts.TypeChecker; readonly names: Names }): string => {
  const start = declaration.getStart(undefined, true);
  const text = declaration.getSourceFile().text;
  let at = start;
  let out = "";
  const visit = (node: ts.Node): void => {
    if (!isOfTable(node)) return ts.forEachChild(node, visit);
    out += text.slice(at, node.getStart()) + printType(checker, checker.getTypeFromTypeNode(node), names);
    at = node.end;
    return undefined;
  };
  visit(declaration);
  return out + text.slice(at, declaration.end);
};

const isTold = (statement: ts.Statement): statement is ts.InterfaceDeclaration =>
  ts.isInterfaceDeclaration(statement) && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

/** What comes first on the page: the rest is named by it. */
const first = ["WidgetDefinition", "WidgetContext"];
const place = ({ name }: ts.InterfaceDeclaration): number => (first.includes(name.text) ? first.indexOf(name.text) : first.length);

/** Signatures of all that an author has, and of the types in them, as TypeScript. */
export const contextSignatures = (): { readonly interfaces: string; readonly types: string } => {
  const program = openProgram();
  const { file, checker } = program;
  const imported = importedTypes(program);
  const printOne = (name: string): string => {
    const type = imported.get(name);
    return type === undefined ? name : printType(checker, type);
  };
  const long = new Map(["VideoStageInput", "Surface"].map((name) => [printOne(name), name]));
  const types = [...imported.keys()]
    .filter((name) => !toldElsewhere.has(name))
    .map((name) =>
      `type ${name} = ${formatType(printOne(name).replace(/(?<=\bstages: )\(.*\)(?=\[\])/, "Required<VideoStageInput>"))};`.replace(
        "= \n",
        "=\n",
      ),
    );
  return {
    interfaces: file.statements
      .filter(isTold)
      .toSorted((a, b) => place(a) - place(b))
      .map((declaration) => spellOut(declaration, { checker, names: long }).replace("export interface", "interface"))
      .join("\n\n"),
    types: [...types, `/** In the order in which they are run: ${stageBands.join(", ")}. */\ntype StageBand = ${bands};`].join("\n"),
  };
};
