import {
  bridgeLimits,
  bridgeTimes,
  bridgeVersion,
  permissions,
  widgetApi,
  widgetManifest,
  type ApiEntry,
  type EntryKind,
  type GrantedBy,
} from "@tfx/protocol/widgets";
import { printFields, printShape } from "./print-shape.ts";

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
const listed = new Set<string>(Object.keys(permissions));
const shorten = (shape: string): string => {
  const all = [...listed].map((name) => JSON.stringify(name)).join(" | ");
  return shape.replaceAll(all, "permission");
};
const code = (shape: string): string => `\`${shorten(shape)}\``;

const shapes = ({ kind, params, result }: ApiEntry): string[] => {
  if (kind === "event") return [`- you get: ${code(printShape(params, "output"))}`];
  const given = `- you give: ${code(printShape(params))}`;
  if (kind === "signal") return [given];
  return [given, `- ${kind === "stream" ? "each item" : "answer"}: ${code(printShape(result, "output"))}`];
};

const entryLines = ([name, entry]: readonly [string, ApiEntry]): string[] => {
  const { kind, permission, limits, since, doc, scope } = entry;
  const allowed = permission === "none" ? "no permission" : `\`${permission}\`${scope ? ", for each thing that it is used on" : ""}`;
  // Only what a guest sends is counted.
  const rate = `, ${limits.perSecond} a second (${limits.burst} at once), ${limits.maxBytes} bytes`;
  const facts = `${kind}, ${allowed}${kind === "event" ? "" : rate}, since ${since}`;
  return [`### ${name}`, "", `*${facts}*`, "", doc, "", ...shapes(entry), ""];
};

const entriesPart = (): string[] => [
  "## Entries",
  "",
  ...Object.entries(kinds).map(([kind, meaning]) => `- **${kind}**: ${meaning}`),
  "",
  ...Object.entries<ApiEntry>(widgetApi).flatMap(entryLines),
];

const permissionsPart = (): string[] => [
  "## Permissions",
  "",
  "Nothing outside this list can be asked for. The sentence is the one that people read.",
  "",
  "| permission | granted | “This widget can …” |",
  "|---|---|---|",
  ...Object.entries(permissions).map(([name, facts]) => {
    const risky = "risky" in facts ? " (set apart on the sheet)" : "";
    return `| \`${name}\` | ${grantedBy[facts.by]} | ${facts.can}${risky} |`;
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
    "Made by `npm run docs` from `protocol/src/widgets/`. In code you use `WidgetContext`, whose parts have the names of",
    "these entries: `context.net.fetch` is `net.fetch`, `context.state.value(key, initial)` is `value.set` and `value.changed`.",
    "A *plain value* is data without functions: what JSON has, and `Uint8Array`, at most 16 levels deep. Lengths of text are in characters.",
    "",
    ...entriesPart(),
    ...permissionsPart(),
    ...manifestPart(),
    ...bridgePart(),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
