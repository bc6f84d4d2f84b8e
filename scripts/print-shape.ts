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
  if (accepts(undefined)) return "nothing";
  if (accepts(new Uint8Array())) return accepts({}) ? "plain value" : "Uint8Array";
  return "an object of the browser, named above";
};

const isKnown = (shape: Shape): boolean => ["type", "const", "enum", "anyOf", "allOf", "not"].some((field) => field in shape);

const largest = Number.MAX_SAFE_INTEGER;

const limits = ({ minimum, maximum, maxLength }: Shape): string => {
  const low = minimum === undefined || minimum === -largest ? undefined : minimum;
  const high = maximum === undefined || maximum === largest ? undefined : maximum;
  if (low !== undefined && high !== undefined) return ` ${low} to ${high}`;
  if (low !== undefined) return ` from ${low}`;
  if (high !== undefined) return ` up to ${high}`;
  return maxLength === undefined ? "" : ` up to ${maxLength}`;
};

const printObject = ({ properties = {}, required = [], additionalProperties }: Shape): string => {
  const fields = Object.entries(properties).map(([name, shape]) => `${name}${required.includes(name) ? "" : "?"}: ${print(shape)}`);
  if (fields.length > 0) return `{ ${fields.join(", ")} }`;
  return typeof additionalProperties === "object" ? `{ [name]: ${print(additionalProperties)} }` : "nothing";
};

const printType = (shape: Shape): string => {
  if (shape.title !== undefined) return shape.title;
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum) return shape.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (shape.anyOf) return shape.anyOf.map(print).join(" | ");
  if (shape.type === "object") return printObject(shape);
  if (shape.type === "array")
    return `list of ${print(shape.items ?? {})}${shape.maxItems === undefined ? "" : `, at most ${shape.maxItems}`}`;
  const name = shape.format === "uri" ? "address" : shape.type;
  return `${name ?? "anything"}${limits(shape)}`;
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
