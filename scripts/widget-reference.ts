import { readFileSync } from "node:fs";
import {
  bridgeLimits,
  bridgeTimes,
  bridgeVersion,
  permissions,
  widgetApi,
  widgetManifest,
  type ApiEntry,
  type EntryKind,
  type EntryName,
  type GrantedBy,
  type Permission,
  videoStages,
} from "@tfx/protocol/widgets";
import { contextSignatures } from "./context-signatures.ts";
import { printFields, printShape, patternNames } from "./print-shape.ts";
import { inCode } from "./widget-calls.ts";

const kinds: Readonly<Record<EntryKind, string>> = {
  call: "You ask, the host answers.",
  signal: "You tell the host; nothing comes back.",
  event: "The host tells you.",
  stream: "You open it, the host sends items as fast as you take them.",
};

const grantedBy: Readonly<Record<GrantedBy, string>> = {
  itself: "by adding the widget",
  role: "by the role in the room",
  person: "when the person says yes",
  "person-each-time": "when the person says yes, at every start; everybody sees it",
  us: "to built-in widgets alone",
};

const cell = (text: string): string => text.replaceAll("|", "\\|");
const names = Object.keys(widgetApi) as EntryName[];
const listed = new Set<string>(Object.keys(permissions));
/** Long shapes that stand in several places, by the name under which the page tells them. */
const longShapes: readonly (readonly [shape: string, name: string])[] = [
  [[...listed].map((name) => JSON.stringify(name)).join(" | "), "permission"],
  [printShape(videoStages), "list of VideoStageInput, at most 8"],
  [printShape(videoStages, "output"), "list of Required<VideoStageInput>, at most 8"],
];
const shorten = (shape: string): string => longShapes.reduce((text, [long, name]) => text.replaceAll(long, name), shape);
const code = (shape: string): string => `\`${shorten(shape)}\``;

const shapes = ({ kind, params, result }: ApiEntry): string[] => {
  if (kind === "event") return [`- you get: ${code(printShape(params, "output"))}`];
  const given = `- you give: ${code(printShape(params))}`;
  if (kind === "signal") return [given];
  return [given, `- ${kind === "stream" ? "each item" : "answer"}: ${code(printShape(result, "output"))}`];
};

const entryLines = ([name, entry]: readonly [EntryName, ApiEntry]): string[] => {
  const { kind, permission, limits, since, doc, scope } = entry;
  const allowed = permission === "none" ? "no permission" : `\`${permission}\`${scope ? ", for each thing that it is used on" : ""}`;
  // Only what a guest sends is counted.
  const rate = `, ${limits.perSecond} a second (${limits.burst} at once), ${limits.maxBytes} bytes`;
  const facts = `${kind}, ${allowed}${kind === "event" ? "" : rate}, since ${since}`;
  return [`### ${name}`, "", `*${facts}*`, "", doc, "", `- in code: \`context.${inCode(name)}\``, ...shapes(entry), ""];
};

const signaturesPart = (): string[] => {
  const { interfaces, types } = contextSignatures();
  return [
    "## What you call",
    "",
    "`mount` is given a `WidgetContext`. What is `Live` has its latest `value`, and `on` for what follows; a `WidgetStream` is read by",
    "`for await`, and leaving the loop closes it. A `ParticipantId` is a string that the host made, a `Permission` one of those",
    "[below](#permissions); lengths and rates stand with the [entry](#entries) behind a call.",
    "",
    "```ts",
    interfaces,
    "```",
    "",
    "Types of data, of which `@tfx/widget-sdk` exports those that you name:",
    "",
    "```ts",
    types,
    "```",
    "",
  ];
};

const entriesPart = (): string[] => [
  "## Entries",
  "",
  "What goes between a widget and the host, by its name on the wire: what each takes, needs and is limited to. Errors and the log of",
  "refused calls have these names.",
  "",
  ...Object.entries(kinds).map(([kind, meaning]) => `- **${kind}**: ${meaning}`),
  "",
  ...names.flatMap((name) => entryLines([name, widgetApi[name]])),
];

/** Permissions that stand behind no entry of their own. */
const usedOtherwise: Partial<Readonly<Record<Permission, string>>> = {
  "participants:identity": "names in `participants`",
  "captions:read": '`feeds.use("captions")`',
  "captions:write": '`feeds.publish("captions", …)`',
  "chat:read": '`feeds.use("chat")`',
  "chat:write": '`feeds.publish("chat", …)`',
  "ui:stage": "the surface `stage`",
  "media:record": "built-in widgets",
  "media:broadcast": "built-in widgets",
  "tracks:raw": "built-in widgets",
};

const usesOf = (name: Permission): string => {
  const entries = names.filter((entry) => widgetApi[entry].permission === name);
  const calls = [...new Set(entries.map((entry) => `\`${/^[\w.]*/.exec(inCode(entry))?.[0]}\``))].join(", ");
  return calls === "" ? (usedOtherwise[name] ?? "nothing yet: reserved") : calls;
};

const permissionsPart = (): string[] => [
  "## Permissions",
  "",
  "Nothing outside this list can be asked for. The sentence is the one that people read.",
  "",
  "| permission | granted | “This widget can …” | for |",
  "|---|---|---|---|",
  ...(Object.keys(permissions) as Permission[]).map((name) => {
    const facts = permissions[name];
    const risky = "risky" in facts ? " (set apart on the sheet)" : "";
    return `| \`${name}\` | ${grantedBy[facts.by]} | ${facts.can}${risky} | ${usesOf(name)} |`;
  }),
  "",
];

const manifestPart = (): string[] => [
  "## Manifest",
  "",
  "Unknown fields are refused. What stands after `=` holds where you leave the field out.",
  "",
  "| field | needed | shape |",
  "|---|---|---|",
  ...printFields(widgetManifest).map(({ name, needed, shape }) => `| \`${name}\` | ${needed ? "yes" : ""} | ${cell(code(shape))} |`),
  "",
];

/** Tokens of the page that mean something to a widget; sizes of our own parts do not. */
const tokenNames = (): readonly string[] => {
  const text = readFileSync(new URL("../ui/src/tokens.css", import.meta.url), "utf8");
  const names = [...text.matchAll(/^ {2}--([a-z0-9-]+):/gm)].map(([, name = ""]) => name);
  return [...new Set(names)].filter((name) => /^(?:space|radius|font|text|weight|surface|line|accent|on-accent|live|stage)/.test(name));
};

const namesPart = (): string[] => [
  "### How things are written",
  "",
  "| is written | so |",
  "|---|---|",
  ...[...patternNames.values()].map(({ name, meaning }) => `| ${name} | ${meaning} |`),
  "| `icon` | `message`, `captions`, `activity`, `id-card`, `smile`, `palette`, `record`, `on-air`; any other name shows the drawing of a widget |",
  "| `key` of a command | a letter, digit or sign, `F1` to `F12`, `Space` or `Enter`, after `Alt+` and `Shift+` in this order if need be: `n`, `alt+n`, `alt+shift+n`; never with Ctrl or ⌘, which are the browser's |",
  "",
  "A frame has the page's tokens as CSS custom properties, `context.theme.value.tokens` has them without the `--`: the colours that a",
  "`theme` may set (`var(--text-1)`), room (`var(--space-2)`) and type (`var(--font-text)`):",
  "",
  tokenNames()
    .map((name) => `\`${name}\``)
    .join(", ")
    .concat("."),
  "",
];

const bridgePart = (): string[] => [
  "## Bridge",
  "",
  `Version ${bridgeVersion}. A page says hello within ${bridgeTimes.hello} ms. The host pings every ${bridgeTimes.pingEvery} ms; after`,
  `${bridgeTimes.missedPings} missed pings a widget counts as hung. It has ${bridgeTimes.stop} ms to clean up when it is stopped.`,
  `One port takes ${bridgeLimits.messagesPerSecond} messages a second (${bridgeLimits.burst} at once), ${bridgeLimits.maxOpenCalls} open calls and ${bridgeLimits.maxStreams} streams;`,
  `a message has at most ${bridgeLimits.maxMessageBytes} bytes where its entry does not say more.`,
  "",
];

/** The page of `docs/widgets/` that lists the widget API, made from the table in protocol. */
export const widgetReference = (): string =>
  [
    "# Reference of the widget API",
    "",
    "Made by `npm run docs` from `widget-sdk/src/context.ts` and `protocol/src/widgets/`: [what you call](#what-you-call), the",
    "[entries](#entries) behind it with their limits, [permissions](#permissions), the [manifest](#manifest), the [bridge](#bridge).",
    "A *plain value* is data without functions: what JSON has, and `Uint8Array`, at most 16 levels deep. Lengths of text are in characters.",
    "",
    ...signaturesPart(),
    ...entriesPart(),
    ...permissionsPart(),
    ...manifestPart(),
    ...namesPart(),
    ...bridgePart(),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
