import { z } from "zod";
import { apiCall, apiEvent, apiSignal, apiStream, nothing, plainValue } from "../api-entry.ts";
import { permission } from "../permissions.ts";
import { localName, shownText } from "./names.ts";

const feed = z.enum(["captions", "chat", "translation"]);
const feedValue = z.object({
  id: z.string().max(64),
  from: z.string().max(64),
  text: z.string().max(4_000),
  at: z.number(),
  done: z.boolean(),
});

/** A piece of a feed, such as one caption or one chat message. */
export type FeedItem = z.output<typeof feedValue>;

/** Which permission reading or writing a feed needs besides being declared in the manifest. */
export const feedPermissions = {
  captions: { read: "captions:read", write: "captions:write" },
  translation: { read: "captions:read", write: "captions:write" },
  chat: { read: "chat:read", write: "chat:write" },
} as const;

/** What the device and other widgets offer. */
export const systemApi = {
  "storage.get": apiCall({
    permission: "storage:own",
    params: z.strictObject({ key: localName }),
    result: z.object({ value: plainValue.nullable() }),
    doc: "A value that the widget stored on this device; null when there is none.",
  }),
  "storage.set": apiCall({
    permission: "storage:own",
    params: z.strictObject({ key: localName, value: plainValue.nullable() }),
    result: nothing,
    doc: "Stores a value on this device, 256 KiB for the whole widget; null removes it. Rejects with widget/quota.",
  }),
  "net.fetch": apiCall({
    permission: "net:fetch",
    scope: ({ url }) => new URL(url).origin,
    params: z.strictObject({
      url: z.url({ protocol: /^https$/ }).max(2_048),
      method: z.enum(["GET", "POST", "PUT", "DELETE"]).default("GET"),
      body: z.string().max(65_536).optional(),
      contentType: z.string().max(64).optional(),
    }),
    result: z.object({ status: z.number().int(), contentType: z.string(), text: z.string() }),
    limits: { perSecond: 2, burst: 10 },
    doc: "Asks a server of an origin in the manifest: https, without cookies or referrer, at most 1 MiB within 20 s, no redirect to elsewhere.",
  }),
  "clipboard.write": apiCall({
    permission: "clipboard:write",
    params: z.strictObject({ text: z.string().max(65_536) }),
    result: nothing,
    limits: { perSecond: 0.5, burst: 2 },
    doc: "Puts text on the clipboard, while the widget has the person's attention.",
  }),
  "download.save": apiCall({
    permission: "download",
    params: z.strictObject({ name: z.string().min(1).max(120), type: z.string().max(64), bytes: z.instanceof(Uint8Array) }),
    result: nothing,
    limits: { perSecond: 0.2, burst: 3, maxBytes: 16 * 1024 * 1024 },
    doc: "Saves a file through the browser.",
  }),
  "notification.show": apiSignal({
    permission: "notifications",
    params: z.strictObject({ text: shownText }),
    limits: { perSecond: 0.1, burst: 3 },
    doc: "A notification of the system while the call is not in sight.",
  }),
  "feed.publish": apiSignal({
    permission: "none",
    params: z.strictObject({ feed, item: feedValue }),
    limits: { perSecond: 20, burst: 60 },
    doc: "Adds to a feed that the manifest provides; needs the feed's permission to write.",
  }),
  "feed.use": apiStream({
    permission: "none",
    params: z.strictObject({ feed }),
    result: feedValue,
    doc: "What other widgets add to a feed; needs the feed's permission to read.",
  }),
  "permissions.request": apiCall({
    permission: "none",
    params: z.strictObject({ permissions: z.array(permission).min(1).max(8) }),
    result: z.object({ granted: z.array(permission) }),
    limits: { perSecond: 0.1, burst: 3 },
    doc: "Asks the person for optional permissions of the manifest; answers all that are granted.",
  }),
  "permissions.changed": apiEvent({
    permission: "none",
    params: z.object({ granted: z.array(permission) }),
    doc: "What is granted now, after a change.",
  }),
  "theme.changed": apiEvent({
    permission: "none",
    params: z.object({
      look: z.enum(["light", "dark"]),
      tokens: z.record(z.string().max(48), z.string().max(160)),
      reducedMotion: z.boolean(),
    }),
    doc: "Colours and sizes of the page, as values of its CSS custom properties.",
  }),
  "locale.changed": apiEvent({
    permission: "none",
    params: z.object({ locale: z.string().max(16), direction: z.enum(["ltr", "rtl"]) }),
    doc: "Language and direction of text.",
  }),
  "log.write": apiSignal({
    permission: "none",
    params: z.strictObject({ level: z.enum(["debug", "warn", "error"]), text: z.string().max(2_000) }),
    doc: "A line for developers; shown in the widget's details, never sent anywhere.",
  }),
} as const;
