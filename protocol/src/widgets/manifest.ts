import { z } from "zod";
import { permission, permissions, type Permission } from "./permissions.ts";
import { dataStages } from "./video-stage.ts";

/**
 * Text that a person reads: plain, without markup, control characters, changes of its direction, and what
 * takes room or joins words and is not seen. Two joiners are part of scripts and emoji.
 */
const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^(?:[\u200c\u200d]|[^<>\p{Cc}\p{Cs}\p{Cf}\u2028\u2029\u115f\u1160\u2800\u3164\uffa0])+$/u);

/** Reverse domain name, such as `org.example.poll`; it names a widget for good. */
export const widgetId = z
  .string()
  .max(128)
  .regex(/^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+){1,7}$/)
  .brand<"WidgetId">();
/** Reverse domain name of a widget. */
export type WidgetId = z.output<typeof widgetId>;

/** Semantic version (https://semver.org), without build metadata. */
export const version = z
  .string()
  .max(32)
  .regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}(?:-[0-9a-z.-]{1,16})?$/);

/** What a widget is made of and where it runs. */
const widgetKind = z.enum(["builtin", "bundle", "hosted", "companion", "declarative"]);
/** What a widget is made of and where it runs. */
export type WidgetKind = z.output<typeof widgetKind>;

/** Where a widget can show itself. */
export const surface = z.enum(["panel", "stage", "tile-overlay", "toolbar", "background"]);
/** Where a widget can show itself. */
export type Surface = z.output<typeof surface>;

/** Under which heading the tray lists a widget. */
const category = z.enum(["see", "talk", "make", "share", "inspect"]);

/** Who in a room may do something with a widget. */
const audience = z.enum(["host", "everybody"]);

const localName = z
  .string()
  .max(48)
  .regex(/^[a-z][a-z0-9-]*$/);

const command = z.object({ id: localName, title: words(64), key: z.string().max(24).optional() });
const channel = z.object({
  name: localName,
  lane: z.enum(["control", "bulk", "live"]).default("control"),
  maxBytes: z.number().int().min(1).max(65_536).default(16_384),
  perSecond: z.number().min(0.1).max(100).default(20),
});
const document = z.object({
  name: localName,
  maxBytes: z
    .number()
    .int()
    .min(1_024)
    .max(16 * 1024 * 1024)
    .default(256 * 1024),
});
/** What only widgets have that people use together. */
export const sharingPermissions: ReadonlySet<Permission> = new Set<Permission>(["state:shared", "channel:use"]);

const network = z.object({
  origin: z
    .string()
    .max(255)
    .regex(/^https:\/\/[a-z0-9.-]+(?::\d{1,5})?$/)
    // Such as a port that there is not: what no browser reads would fail at the first use of a grant.
    .refine((origin) => URL.canParse(origin)),
  why: words(160),
});

/** Names of the tokens that a theme may set, and their colours; nothing else of a page can be reached from data. */
const themeColours = z.partialRecord(
  z.enum([
    "surface-0",
    "surface-1",
    "surface-2",
    "text-1",
    "text-2",
    "text-3",
    "line",
    "accent",
    "accent-hover",
    "on-accent",
    "stage",
    "stage-1",
    "stage-2",
  ]),
  z.string().regex(/^#[0-9a-f]{6}$/i),
);

/** Tag of a language, such as `de`, `pt-BR` or `zh-Hant` (RFC 5646, without extensions). */
const languageTag = z.string().regex(/^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/);

/** What people read of a manifest, in one more language; what is left out stays as it is. */
const localeWords = z.strictObject({
  name: words(48).optional(),
  description: words(240).optional(),
  reasons: z.partialRecord(permission, words(160)).optional(),
  /** Titles of commands by their ids. */
  commands: z.record(localName, words(64)).optional(),
  /** What people see who do not have it. */
  summary: words(160).optional(),
});

/**
 * What a widget says of itself: the only thing of it that is read before a person allows it. Unknown
 * fields are refused, so that a misspelt permission is never passed over.
 */
export const widgetManifest = z
  .strictObject({
    id: widgetId,
    name: words(48),
    description: words(240),
    author: words(80).optional(),
    version,
    /** Version of the widget API that it is written for; the same major is understood. */
    sdk: z.literal("1"),
    /** Versions of its own messages that it speaks, best first; people whose versions do not meet are told to update. */
    protocols: z.array(z.number().int().min(1).max(999)).min(1).max(8).default([1]),
    kind: widgetKind,
    /** Address of the page of a hosted or companion widget. */
    entry: z
      .url({ protocol: /^(?:https?|chrome-extension|moz-extension)$/ })
      .max(2_048)
      .optional(),
    icon: localName.default("widget"),
    category: category.default("make"),
    surfaces: z.array(surface).min(1).max(5).default(["panel"]),
    permissions: z.array(permission).max(24).default([]),
    optionalPermissions: z.array(permission).max(24).default([]),
    /** Why each permission that is asked for is needed, in words. */
    reasons: z.partialRecord(permission, words(160)).default({}),
    network: z.array(network).max(8).default([]),
    commands: z.array(command).max(16).default([]),
    channels: z.array(channel).max(16).default([]),
    documents: z.array(document).max(8).default([]),
    /** Feeds that it provides to other widgets, and those that it uses. */
    provides: z
      .array(z.enum(["captions", "chat", "translation"]))
      .max(3)
      .default([]),
    /** A tool of one person: whoever starts it has it alone, and it shares nothing with the others' instances. */
    personal: z.boolean().default(false),
    start: audience.default("everybody"),
    stop: audience.default("everybody"),
    /** What people see who do not have it. */
    absent: z
      .object({
        summary: words(160),
        install: z
          .url({ protocol: /^https$/ })
          .max(2_048)
          .optional(),
      })
      .optional(),
    /** The words of this manifest in other languages, by tag. */
    locales: z
      .record(languageTag, localeWords)
      .refine((locales) => Object.keys(locales).length <= 64)
      .default({}),
    theme: z.object({ light: themeColours, dark: themeColours }).optional(),
    /** Shaders and colour tables for the own camera's picture, checked before they are compiled. */
    filter: z.strictObject({ stages: dataStages }).optional(),
  })
  .superRefine((manifest, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    const all = [...manifest.permissions, ...manifest.optionalPermissions];
    if (manifest.kind !== "builtin" && all.some((name) => permissions[name].by === "us"))
      refuse("permissions", "for widgets of ours alone");
    const hasPage = manifest.kind === "hosted" || manifest.kind === "companion";
    if (hasPage !== (manifest.entry !== undefined)) refuse("entry", "the address of the page, for hosted and companion widgets alone");
    const data = [manifest.theme, manifest.filter].filter((part) => part !== undefined).length;
    if (data !== (manifest.kind === "declarative" ? 1 : 0)) refuse("theme", "a theme or a filter, for declarative widgets alone");
    const shares = manifest.channels.length > 0 || manifest.documents.length > 0 || all.some((name) => sharingPermissions.has(name));
    if (manifest.personal && shares) refuse("personal", "a personal widget shares nothing: no channels, no documents");
    if (manifest.network.length > 0 !== all.includes("net:fetch")) refuse("network", "origins and net:fetch go together");
  });
/** What a widget says of itself. */
export type WidgetManifest = z.output<typeof widgetManifest>;
/** What an author writes: fields with a default may be left out. */
export type WidgetManifestInput = z.input<typeof widgetManifest>;

const origin = (url: string): string => new URL(url).origin;

/** Whether a hosted page may be loaded: over https, or from this machine while the person is a developer. */
export const mayLoad = (manifest: WidgetManifest, { developer, ourOrigin }: { developer: boolean; ourOrigin: string }): boolean => {
  if (manifest.entry === undefined) return true;
  const url = new URL(manifest.entry);
  if (origin(manifest.entry) === ourOrigin) return false;
  if (manifest.kind === "companion") return url.protocol !== "http:" && url.protocol !== "https:";
  return url.protocol === "https:" || (developer && url.protocol === "http:" && url.hostname === "localhost");
};
