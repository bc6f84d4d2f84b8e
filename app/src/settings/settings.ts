import { displayName } from "@tfx/protocol";
import { z } from "zod";

const deviceId = z.string().max(512);

/** What a person has chosen. Each field falls back by itself, so that one spoiled value costs no other. */
export const settings = z.object({
  name: displayName.or(z.literal("")).catch(""),
  microphoneId: deviceId.optional().catch(undefined),
  cameraId: deviceId.optional().catch(undefined),
  speakerId: deviceId.optional().catch(undefined),
  /** What takes noise from the own voice: nothing, the browser, or RNNoise. */
  noise: z.enum(["off", "browser", "strong"]).catch("browser"),
  joinMuted: z.boolean().catch(false),
  joinWithoutCamera: z.boolean().catch(false),
  theme: z.enum(["system", "light", "dark"]).catch("system"),
  /** A language tag, or empty for the browser's. */
  language: z.string().max(35).catch(""),
  mirror: z.boolean().catch(true),
  selfView: z.enum(["auto", "corner", "tile", "hidden"]).catch("auto"),
  selfCorner: z.enum(["top-start", "top-end", "bottom-start", "bottom-end"]).catch("bottom-end"),
  /** Width of the side panel, in pixels. */
  panelWidth: z.number().int().min(280).max(640).catch(360),
  /** How much of the stage the strip beside a large tile takes; by itself until it is moved. */
  stripShare: z.number().min(0.1).max(0.5).optional().catch(undefined),
  /** Others may draw on what one shares, unless one says otherwise there. */
  othersDraw: z.boolean().catch(false),
  /** What is usually shared: text that must be sharp, or something that moves. */
  shareContent: z.enum(["text", "motion"]).catch("text"),
  barFades: z.boolean().catch(true),
  /** Shortcuts without Ctrl, ⌘ or Alt (WCAG 2.2, 2.1.4). */
  plainKeys: z.boolean().catch(true),
  /** Changed shortcuts by action; an empty list is no shortcut. */
  keys: z.record(z.string().max(32), z.array(z.string().max(32)).max(4)).catch({}),
  rememberRecents: z.boolean().catch(true),
  /** Writes widgets on this machine: pages of it may be widgets, and are loaded again when they change. */
  developer: z.boolean().catch(false),
});
/** What a person has chosen. */
export type Settings = z.output<typeof settings>;

/** Settings as storage holds them, completed; anything unreadable gives the defaults. */
export const parseSettings = (stored: unknown): Settings => settings.parse(typeof stored === "object" && stored !== null ? stored : {});
