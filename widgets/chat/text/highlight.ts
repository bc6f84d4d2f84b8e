/** What a piece of code is. */
export type CodeKind = "plain" | "comment" | "text" | "number" | "word" | "name";

/** A piece of code; the pieces together are the code. */
export interface CodePiece {
  readonly kind: CodeKind;
  readonly text: string;
}

interface Grammar {
  readonly comment: string;
  readonly words: ReadonlySet<string>;
  /** Names after which a value stands, such as keys of JSON. */
  readonly hasKeys?: boolean;
}

const slashes = String.raw`\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`;
const hash = String.raw`#[^\n]*`;
const dashes = String.raw`--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`;
const angles = String.raw`<!--[\s\S]*?(?:-->|$)`;

const grammar = (comment: string, words: string, hasKeys = false): Grammar => ({ comment, words: new Set(words.split(" ")), hasKeys });

const script = grammar(
  slashes,
  "abstract as async await break case catch class const continue default delete do else enum export extends false finally for from function if implements import in instanceof interface keyof let new null of private protected public readonly return satisfies static super switch this throw true try type typeof undefined var void while yield",
);
const systems = grammar(
  slashes,
  "auto bool boolean break case catch char class const continue default defer delete do double else enum extern false final finally float fn for foreach func go goto if impl implements import in int interface internal let long loop match mod mut namespace new nil null nullptr override package private protected pub public range return self short static string struct super switch template this throw throws trait true try type typedef union unsafe unsigned use using val var virtual void when where while",
);

const grammars: Readonly<Record<string, Grammar>> = {
  script,
  systems,
  python: grammar(
    hash,
    "and as assert async await break class continue def del elif else except False finally for from global if import in is lambda match None nonlocal not or pass raise return self True try while with yield",
  ),
  ruby: grammar(
    hash,
    "begin break case class def do else elsif end ensure false for if in module next nil not or redo rescue return self super then true unless until when while yield",
  ),
  shell: grammar(hash, "case cd do done echo elif else esac exit export fi for function if in local read return set sudo then until while"),
  sql: grammar(
    dashes,
    "ADD ALTER AND AS ASC BETWEEN BY CASE CREATE DELETE DESC DISTINCT DROP ELSE END EXISTS FROM GROUP HAVING IN INDEX INNER INSERT INTO IS JOIN KEY LEFT LIKE LIMIT NOT NULL ON OR ORDER OUTER PRIMARY RIGHT SELECT SET TABLE THEN UNION UPDATE VALUES VIEW WHEN WHERE WITH",
  ),
  data: grammar(hash, "true false null yes no on off", true),
  style: grammar(slashes, "important media supports layer container keyframes import from to and not", true),
  markup: grammar(angles, "doctype html head body div span script style template slot"),
};

const aliases: Readonly<Record<string, string>> = {
  ...Object.fromEntries("js jsx ts tsx mjs cjs javascript typescript node deno".split(" ").map((name) => [name, "script"])),
  ...Object.fromEntries(
    "c h cc cpp c++ cs csharp java kt kotlin scala go golang rs rust swift dart php zig objc glsl wgsl"
      .split(" ")
      .map((name) => [name, "systems"]),
  ),
  ...Object.fromEntries("sh bash zsh shell console fish dockerfile make makefile".split(" ").map((name) => [name, "shell"])),
  ...Object.fromEntries("json jsonc json5 yaml yml toml ini conf properties".split(" ").map((name) => [name, "data"])),
  ...Object.fromEntries("html htm xml svg vue svelte".split(" ").map((name) => [name, "markup"])),
  ...Object.fromEntries("css scss less".split(" ").map((name) => [name, "style"])),
  py: "python",
  python: "python",
  rb: "ruby",
  ruby: "ruby",
  sql: "sql",
  postgres: "sql",
  mysql: "sql",
};

const grammarOf = (language: string): Grammar | undefined => {
  const name = language.toLowerCase();
  return Object.hasOwn(aliases, name) ? grammars[aliases[name] ?? ""] : undefined;
};

const quoted = String.raw`"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|` + "`(?:\\\\[\\s\\S]|[^`\\\\])*`?";
const number = String.raw`\b(?:0x[\da-f_]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)\b`;
const name = String.raw`[\p{L}_$@][\p{L}\p{N}_$]*`;

const kindOf = ({ words, hasKeys }: Grammar, match: RegExpExecArray, rest: string): CodeKind => {
  const { comment, text, number: digits } = match.groups ?? {};
  if (comment !== undefined) return "comment";
  if (text !== undefined) return hasKeys === true && /^\s*:/.test(rest) ? "name" : "text";
  if (digits !== undefined) return "number";
  const [word] = match;
  if (words.has(word) || (words.has("SELECT") && words.has(word.toUpperCase()))) return "word";
  return (hasKeys === true ? /^\s*[:=]/ : /^\(/).test(rest) ? "name" : "plain";
};

const joinPlain = (pieces: readonly CodePiece[]): readonly CodePiece[] => {
  const joined: CodePiece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.kind === "plain" && piece.kind === "plain") joined[joined.length - 1] = { kind: "plain", text: last.text + piece.text };
    else if (piece.text !== "") joined.push(piece);
  }
  return joined;
};

/** Cuts code into comments, texts, numbers, words of its language and names; a language that is not known stays whole. */
export const highlight = (code: string, language: string): readonly CodePiece[] => {
  const found = grammarOf(language);
  if (found === undefined) return [{ kind: "plain", text: code }];
  const signs = new RegExp(`(?<comment>${found.comment})|(?<text>${quoted})|(?<number>${number})|${name}`, "giu");
  const pieces: CodePiece[] = [];
  let from = 0;
  for (let match = signs.exec(code); match !== null; match = signs.exec(code)) {
    pieces.push({ kind: "plain", text: code.slice(from, match.index) });
    from = signs.lastIndex;
    pieces.push({ kind: kindOf(found, match, code.slice(from, from + 16)), text: match[0] });
  }
  pieces.push({ kind: "plain", text: code.slice(from) });
  return joinPlain(pieces);
};
