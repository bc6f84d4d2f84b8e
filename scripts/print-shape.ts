/** What of a zod schema is used here. */
interface Schema {
  safeParse(value: unknown): { readonly success: boolean };
  toJSONSchema(options: {
    readonly unrepresentable: "any";
    readonly io: "input" | "output";
    readonly override: (at: { zodSchema: object; jsonSchema: object }) => void;
  }): object;
}

/** The part of JSON Schema that our schemas come to. */
interface Shape {
  readonly type?: string;
  readonly title?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly prefixItems?: readonly Shape[];
  readonly propertyNames?: Shape;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly maxItems?: number;
  readonly additionalProperties?: Shape | boolean;
  readonly maxLength?: number;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
}

const isSchema = (value: object): value is Schema => "safeParse" in value && typeof value.safeParse === "function";

/** What a check of our own lets through can only be found by trying. */
const titleByTrying = (schema: Schema): string => {
  const accepts = (value: unknown): boolean => schema.safeParse(value).success;
  if (accepts(undefined)) return accepts({}) ? "anything" : "nothing";
  if (accepts(new Uint8Array())) return accepts({}) ? "plain value" : "Uint8Array";
  return accepts(new Blob()) ? "Blob" : "something without a name";
};

const isKnown = (shape: Shape): boolean =>
  ["title", "type", "const", "enum", "anyOf", "oneOf", "allOf", "not"].some((field) => field in shape);

/** Patterns of strings by their source: a short name, and what it means. */
export const patternNames: ReadonlyMap<string, { readonly name: string; readonly meaning: string }> = new Map([
  [
    "^[a-z][a-z0-9-]*(?:\\.[a-z0-9-]+){1,7}$",
    { name: "widget id", meaning: "a domain name of yours, backwards, in small letters: `org.example.poll`" },
  ],
  [
    "^\\d{1,5}\\.\\d{1,5}\\.\\d{1,5}(?:-[0-9a-z.-]{1,16})?$",
    { name: "version", meaning: "`1.0.0`, or `1.0.0-beta.1` (semver.org, without build metadata)" },
  ],
  ["^[a-z][a-z0-9-]*$", { name: "name", meaning: "small letters, digits and hyphens, a letter first: `new-question`" }],
  [
    "^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\\d{3}))?$",
    {
      name: "language",
      meaning: "a tag such as `de`, `pt-BR` or `zh-Hant`; of a region that is not named, the language's own words are taken",
    },
  ],
  [
    "^[a-z][A-Za-z0-9]{0,31}$",
    {
      name: "uniform name",
      meaning:
        "a name in GLSL of at most 32 letters and digits, a small letter first; not `picture`, `original`, `size`, `time`, `pass`, `uv`, nor with `tfx` in front",
    },
  ],
  [
    "^https:\\/\\/[a-z0-9.-]+(?::\\d{1,5})?$",
    { name: "origin", meaning: "`https://api.example.org`, without a path, with a port where it is not 443" },
  ],
  ["^#[0-9a-f]{6}$", { name: "color", meaning: "`#` and six hexadecimal digits: `#7a2a6d`" }],
  ["^[\\w-]{22}$", { name: "id", meaning: "an id that the host made, of a participant or a file: 22 letters, digits, `-` and `_`" }],
  [
    "^(?:[\\u200c\\u200d]|[^<>\\p{Cc}\\p{Cs}\\p{Cf}\\u2028\\u2029\\u115f\\u1160\\u2800\\u3164\\uffa0])+$",
    { name: "text", meaning: "one line that people read, without `<`, `>` and signs that nobody sees" },
  ],
]);

const largest = Number.MAX_SAFE_INTEGER;

const limits = ({ minimum, maximum, maxLength }: Shape): string => {
  const low = minimum === undefined || minimum === -largest ? undefined : minimum;
  const high = maximum === undefined || maximum === largest ? undefined : maximum;
  if (low !== undefined && high !== undefined) return ` ${low} to ${high}`;
  if (low !== undefined) return ` from ${low}`;
  if (high !== undefined) return ` up to ${high}`;
  return maxLength === undefined ? "" : ` up to ${maxLength}`;
};

const printObject = ({ properties = {}, required = [], additionalProperties, propertyNames }: Shape): string => {
  const fields = Object.entries(properties).map(([name, shape]) => `${name}${required.includes(name) ? "" : "?"}: ${print(shape)}`);
  if (fields.length > 0) return `{ ${fields.join(", ")} }`;
  if (typeof additionalProperties !== "object") return "nothing";
  const names = propertyNames === undefined || propertyNames.type === undefined ? "name" : print(propertyNames);
  return `{ [${names === "string" ? "name" : names}]: ${print(additionalProperties)} }`;
};

/** What a pattern lets through, under the names that {@link patternNames} explains. */
const printString = (shape: Shape): string => {
  if (shape.format === "uri") return `address${limits(shape)}`;
  if (shape.format === "base64") return `base64${limits(shape)}`;
  const name = shape.pattern === undefined ? "string" : (patternNames.get(shape.pattern)?.name ?? `string of /${shape.pattern}/`);
  return `${name}${limits(shape)}`;
};

const printType = (shape: Shape): string => {
  if (shape.title !== undefined) return shape.title;
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum) return shape.enum.map((value) => JSON.stringify(value)).join(" | ");
  const union = shape.anyOf ?? shape.oneOf;
  if (union) return union.map(print).join(" | ");
  if (shape.type === "object") return printObject(shape);
  if (shape.type === "string") return printString(shape);
  if (shape.prefixItems) return `[${shape.prefixItems.map(print).join(", ")}]`;
  if (shape.type === "array")
    return `list of ${print(shape.items ?? {})}${shape.maxItems === undefined ? "" : `, at most ${shape.maxItems}`}`;
  return `${shape.type ?? "anything"}${limits(shape)}`;
};

const print = (shape: Shape): string => {
  const text = printType(shape);
  return shape.default === undefined ? text : `${text} = ${JSON.stringify(shape.default)}`;
};

/** A schema as JSON Schema, with a title where only trying tells what it takes. */
const shapeOf = (schema: Schema, io: "input" | "output"): Shape =>
  schema.toJSONSchema({
    unrepresentable: "any",
    io,
    override: ({ zodSchema, jsonSchema }) => {
      if (!isKnown(jsonSchema) && isSchema(zodSchema)) Object.assign(jsonSchema, { title: titleByTrying(zodSchema) });
    },
  });

/** A schema in one line for people, such as `{ text: string up to 240, value?: number 0 to 1 }`. */
export const printShape = (schema: Schema, io: "input" | "output" = "input"): string => print(shapeOf(schema, io));

/** The fields of an object's schema, each in one line. */
export const printFields = (schema: Schema): readonly { readonly name: string; readonly needed: boolean; readonly shape: string }[] => {
  const { properties = {}, required = [] } = shapeOf(schema, "input");
  return Object.entries(properties).map(([name, shape]) => ({ name, needed: required.includes(name), shape: print(shape) }));
};
