/** Most iterations of all loops, and calls of own functions, that one pixel may cost together. */
const maxSteps = 1_024;
const maxArray = 256;
/** How far a counter may be from zero, in its own steps: farther, a float stands still when it is added to, and an int turns over. */
const maxReach = 65_536;

const number = String.raw`-?\d+(?:\.\d*)?`;
const declared = new RegExp(String.raw`\bconst\s+(?:int|float)\s+(\w+)\s*=\s*(${number})\s*;`, "g");
const loopHead = new RegExp(
  String.raw`^\(\s*(?:int|float)\s+(\w+)\s*=\s*(${number}|\w+)\s*;\s*\1\s*(<=|<)\s*(${number}|\w+)\s*;\s*(?:\1\s*\+\+|\+\+\s*\1|\1\s*\+=\s*(${number}))\s*\)`,
);
const types = "void|bool|int|uint|float|[biu]?vec[234]|mat[234](?:x[234])?";
const functionHead = new RegExp(String.raw`\b(?:${types})\s+(\w+)\s*\(([^()]*)\)\s*\{`, "g");
const arrays = new RegExp(String.raw`\b(?:${types})\s*(?:\w+\s*)?\[([^\]]*)\]`, "g");
/** `discard` would show what another stage left where this one draws. */
const kept = /\b(?:while|do|goto|discard|layout|uniform|attribute|varying|precision|invariant|sampler\w*|main|gl_\w*|tfx\w*)\b|__/;

/**
 * What is wrong with the source of a shader that came from somebody else, or undefined. Nothing is run
 * or compiled: this bounds what compiling and drawing it can cost. GLSL itself is left to the browser.
 */
export const shaderFault = (fragment: string): string | undefined => {
  // oxlint-disable-next-line no-control-regex -- tabs and line ends alone of the control characters
  if (/[^\t\n\r\u0020-\u007e]/.test(fragment)) return "characters outside ASCII";
  if (/[#\\]/.test(fragment)) return "a preprocessor";
  // A carriage return ends a line as well (GLSL ES 3.00 §3.1): what follows it is no comment.
  const source = fragment.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g, " ");
  const reserved = kept.exec(source);
  if (reserved !== null) return `"${reserved[0]}", which is not for filters`;
  if (!/\bvec4\s+filterPixel\s*\(\s*(?:const\s+)?(?:in\s+)?(?:highp\s+|mediump\s+|lowp\s+)?vec2\s+\w+\s*\)\s*\{/.test(source))
    return "no vec4 filterPixel(vec2 uv)";
  if ([...source.matchAll(arrays)].some(([, size = ""]) => size.trim() !== "" && !(/^\s*\d+\s*$/.test(size) && Number(size) <= maxArray)))
    return "a large array";
  return costFault(source);
};

interface Body {
  readonly name: string;
  readonly text: string;
}

/** Counts the iterations of each function, calls included; what is called must stand before, so nothing calls itself. */
const costFault = (source: string): string | undefined => {
  const costs = new Map<string, number>();
  const bodies = bodiesOf(source);
  if (bodies === undefined) return "unbalanced brackets";
  const outside = bodies.reduce((rest, { text }) => rest.replace(`{${text}}`, ";"), source);
  // A function that was not recognised would not be counted either.
  if (/[{}]/.test(outside.replaceAll(/\bstruct\s+\w+\s*\{[^{}]*\}/g, ""))) return "a function that gives something else than numbers";
  const constants = constantsOf(source, outside);
  const changesArguments = /\b(?:inout|out|modf)\b/.test(source);
  if (new Set(bodies.map(({ name }) => name)).size !== bodies.length) return "two functions of one name";
  for (const { name, text } of bodies) {
    const late = bodies.find((other) => !costs.has(other.name) && new RegExp(String.raw`\b${other.name}\s*\(`).test(text));
    if (late !== undefined) return `"${late.name}" is called before it is defined`;
    const cost = costOf(text, { constants, costs, changesArguments });
    if (cost === undefined) return "a loop without constant bounds";
    if (cost > maxSteps) return "too many iterations";
    // Calls count by themselves: compilers put each called function where it is called.
    costs.set(name, Math.max(1, cost));
  }
  return undefined;
};

const bodiesOf = (source: string): Body[] | undefined => {
  const bodies: Body[] = [];
  for (const match of source.matchAll(functionHead)) {
    const open = match.index + match[0].length - 1;
    const close = closing(source, open);
    if (close === undefined) return undefined;
    bodies.push({ name: match[1] ?? "", text: source.slice(open + 1, close) });
  }
  return bodies;
};

/** Constants of the whole source; a name that means something else somewhere is none. */
const constantsOf = (source: string, outside: string): ReadonlyMap<string, number> => {
  const known = [...outside.matchAll(declared)].map(([, name = "", value]) => [name, Number(value)] as const);
  return new Map(known.filter(([name]) => !isDeclaredTwice(source, name)));
};

const isDeclaredTwice = (source: string, name: string): boolean => {
  const afterType = source.match(new RegExp(String.raw`\b[A-Za-z_]\w*\s+${name}\b`, "g")) ?? [];
  const given = source.match(new RegExp(String.raw`\b${name}\b\s*(?:\[[^\]]*\]\s*)?=(?!=)`, "g")) ?? [];
  const inLists = new RegExp(String.raw`,\s*${name}\s*[,;]`).test(source);
  return afterType.filter((words) => !/^return\b/.test(words)).length > 1 || given.length > 1 || inLists;
};

interface Known {
  readonly constants: ReadonlyMap<string, number>;
  readonly costs: ReadonlyMap<string, number>;
  /** Some function can change what it is given. */
  readonly changesArguments: boolean;
}

/** Iterations and calls of a piece of code; undefined when a loop's end is not certain. */
const costOf = (text: string, known: Known): number | undefined => {
  const at = /\bfor\b/.exec(text)?.index;
  if (at === undefined) return callsOf(text, known);
  const loop = readLoop(text.slice(at + 3), known);
  if (loop === undefined) return undefined;
  const inside = costOf(loop.body, known);
  const after = costOf(loop.rest, known);
  if (inside === undefined || after === undefined) return undefined;
  return callsOf(text.slice(0, at), known) + loop.count * Math.max(1, inside) + after;
};

const callsOf = (text: string, { costs }: Known): number =>
  [...text.matchAll(/\b(\w+)\s*\(/g)].reduce((sum, [, name = ""]) => sum + (costs.get(name) ?? 0), 0);

const readLoop = (text: string, { constants, changesArguments }: Known): { count: number; body: string; rest: string } | undefined => {
  const trimmed = text.trimStart();
  const head = loopHead.exec(trimmed);
  if (head === null) return undefined;
  const [whole, name = "", from = "", compare, to = "", step = "1"] = head;
  const value = (word: string) => constants.get(word) ?? Number(word);
  const count = Math.ceil((value(to) - value(from) + (compare === "<=" ? 1e-9 : 0)) / Number(step)) + (compare === "<=" ? 1 : 0);
  const inside = bodyAfter(trimmed.slice(whole.length));
  if (inside === undefined || !(Number(step) > 0) || !Number.isFinite(count)) return undefined;
  if (Math.max(Math.abs(value(from)), Math.abs(value(to))) > Number(step) * maxReach) return undefined;
  // A body that changes its counter may never end; brackets around the counter change nothing.
  const changes = new RegExp(String.raw`\b${name}[\s)]*(?:[-+*/%&|^]|<<|>>)?=(?!=)|\b${name}[\s)]*(?:\+\+|--)|(?:\+\+|--)[\s(]*${name}\b`);
  if (changes.test(inside.body) || (changesArguments && passesOn(inside.body, name))) return undefined;
  return { count: Math.max(0, count), ...inside };
};

/** Whether the counter stands alone as an argument, where a function could change it; what only converts it cannot. */
const passesOn = (body: string, name: string): boolean => {
  const converted = new RegExp(String.raw`\b(?:int|float|uint|[iu]?vec[234])\s*\(\s*${name}\s*\)`, "g");
  return new RegExp(String.raw`[(,][\s(]*${name}[\s)]*[,)]`).test(body.replaceAll(converted, "0"));
};

const bodyAfter = (text: string): { body: string; rest: string } | undefined => {
  const trimmed = text.trimStart();
  if (!trimmed.startsWith("{")) return undefined;
  const end = closing(trimmed, 0);
  return end === undefined ? undefined : { body: trimmed.slice(1, end), rest: trimmed.slice(end + 1) };
};

const closing = (text: string, open: number): number | undefined => {
  let depth = 0;
  for (let index = open; index < text.length; index++) {
    if (text[index] === "{") depth += 1;
    if (text[index] === "}") depth -= 1;
    if (depth === 0) return index;
  }
  return undefined;
};
