/** Most iterations of all loops together that one pixel may cost. */
const maxIterations = 1_024;
const maxArray = 256;

const number = String.raw`-?\d+(?:\.\d*)?`;
const declared = new RegExp(String.raw`\bconst\s+(?:int|float)\s+(\w+)\s*=\s*(${number})\s*;`, "g");
const loopHead = new RegExp(
  String.raw`^\(\s*(?:int|float)\s+(\w+)\s*=\s*(${number}|\w+)\s*;\s*\1\s*(<=|<)\s*(${number}|\w+)\s*;\s*(?:\1\s*\+\+|\+\+\s*\1|\1\s*\+=\s*(${number}))\s*\)`,
);
const functionHead = /\b(?:void|bool|int|uint|float|[biu]?vec[234]|mat[234](?:x[234])?)\s+(\w+)\s*\(([^()]*)\)\s*\{/g;
const kept = /\b(?:while|do|goto|layout|uniform|attribute|varying|precision|invariant|sampler\w*|main|gl_\w*|tfx\w*)\b|__/;

/**
 * What is wrong with the source of a shader that came from somebody else, or undefined. Nothing is run
 * or compiled: this bounds what compiling and drawing it can cost. GLSL itself is left to the browser.
 */
export const shaderFault = (fragment: string): string | undefined => {
  // oxlint-disable-next-line no-control-regex -- tabs and line ends alone of the control characters
  if (/[^\t\n\r\u0020-\u007e]/.test(fragment)) return "characters outside ASCII";
  if (/[#\\]/.test(fragment)) return "a preprocessor";
  const source = fragment.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, " ");
  const reserved = kept.exec(source);
  if (reserved !== null) return `"${reserved[0]}", which is not for filters`;
  if (!/\bvec4\s+filterPixel\s*\(\s*(?:const\s+)?(?:in\s+)?(?:highp\s+|mediump\s+|lowp\s+)?vec2\s+\w+\s*\)\s*\{/.test(source))
    return "no vec4 filterPixel(vec2 uv)";
  if ([...source.matchAll(/\[\s*(\d+)\s*\]/g)].some(([, size]) => Number(size) > maxArray)) return "a large array";
  return costFault(source);
};

interface Body {
  readonly name: string;
  readonly text: string;
}

/** Counts the iterations of each function, calls included; what is called must stand before, so nothing calls itself. */
const costFault = (source: string): string | undefined => {
  const constants = new Map([...source.matchAll(declared)].map(([, name = "", value]) => [name, Number(value)]));
  const costs = new Map<string, number>();
  const bodies = bodiesOf(source);
  if (bodies === undefined) return "unbalanced brackets";
  if (new Set(bodies.map(({ name }) => name)).size !== bodies.length) return "two functions of one name";
  for (const { name, text } of bodies) {
    const late = bodies.find((other) => !costs.has(other.name) && new RegExp(String.raw`\b${other.name}\s*\(`).test(text));
    if (late !== undefined) return `"${late.name}" is called before it is defined`;
    const cost = costOf(text, { constants, costs });
    if (cost === undefined) return "a loop without constant bounds";
    if (cost > maxIterations) return "too many iterations";
    costs.set(name, cost);
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

interface Known {
  readonly constants: ReadonlyMap<string, number>;
  readonly costs: ReadonlyMap<string, number>;
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

const readLoop = (text: string, { constants }: Known): { count: number; body: string; rest: string } | undefined => {
  const trimmed = text.trimStart();
  const head = loopHead.exec(trimmed);
  if (head === null) return undefined;
  const [whole, name = "", from = "", compare, to = "", step = "1"] = head;
  const value = (word: string) => constants.get(word) ?? Number(word);
  const count = Math.ceil((value(to) - value(from) + (compare === "<=" ? 1e-9 : 0)) / Number(step)) + (compare === "<=" ? 1 : 0);
  const inside = bodyAfter(trimmed.slice(whole.length));
  if (inside === undefined || !(Number(step) > 0) || !Number.isFinite(count)) return undefined;
  // A body that changes its counter may never end.
  const changes = new RegExp(String.raw`\b${name}\s*(?:[-+*/%&|^]|<<|>>)?=(?!=)|\b${name}\s*(?:\+\+|--)|(?:\+\+|--)\s*${name}\b`);
  if (changes.test(inside.body) || passesOn(inside.body, name)) return undefined;
  return { count: Math.max(0, count), ...inside };
};

/** Whether the counter stands alone as an argument: a function could take it as `inout`. */
const passesOn = (body: string, name: string): boolean => {
  const builtIn = /^(?:int|float|uint|vec[234]|ivec[234]|mod|min|max|pow|sin|cos|abs|clamp|mix|step|smoothstep|if)$/;
  return [...body.matchAll(new RegExp(String.raw`\b(\w+)\s*\((?:[^()]*,)?\s*${name}\s*[,)]`, "g"))].some(
    ([, callee = ""]) => !builtIn.test(callee),
  );
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
