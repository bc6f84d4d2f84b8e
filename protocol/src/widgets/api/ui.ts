import { z } from "zod";
import { apiCall, apiEvent, apiSignal, nothing } from "../api-entry.ts";
import { surface } from "../manifest.ts";
import { participantId } from "../../ids.ts";
import { localName, shown, shownText } from "./names.ts";

const pixels = z.number().min(-32_768).max(32_767);

/** Where the tile of somebody is, in CSS pixels from the top left corner of an overlay's root, whatever the direction of text. */
export const tileBox = z.object({
  participant: participantId,
  source: z.enum(["camera", "screen"]),
  x: pixels,
  y: pixels,
  width: pixels.min(0),
  height: pixels.min(0),
});
/** Where the tile of somebody is. */
export type TileBox = z.output<typeof tileBox>;

/** Lines that those without the widget see instead of it. */
export const summary = z.array(z.strictObject({ text: shownText, value: z.number().min(0).max(1).optional() })).max(12);
/** Lines that those without the widget see instead of it. */
export type Summary = z.output<typeof summary>;

/** Where and how a widget shows itself. */
export const uiApi = {
  "ui.open": apiCall({
    permission: "ui:panel",
    params: z.strictObject({ surface }),
    result: nothing,
    limits: { perSecond: 1, burst: 4 },
    doc: "Shows the widget on a surface of its manifest, on the own page alone and without a restart; toolbar and background hide it. Rejects with widget/denied where its role does not allow it.",
  }),
  "ui.close": apiCall({ permission: "ui:panel", params: nothing, result: nothing, doc: "Hides the widget; it goes on running." }),
  "ui.shown": apiEvent({
    permission: "none",
    params: z.object({ surface: surface.nullable() }),
    doc: "Where the widget is seen now; null while it is not.",
  }),
  "ui.tiles": apiEvent({
    permission: "ui:tile-overlay",
    params: z.object({ tiles: z.array(tileBox).max(128) }),
    doc: "Tiles under an overlay, those in front last; none while the widget is seen elsewhere.",
  }),
  "ui.pointer": apiSignal({
    permission: "ui:tile-overlay",
    params: z.strictObject({ catches: z.boolean() }),
    doc: "Whether an overlay takes clicks and touches; until it asks for them they go to the tiles below.",
  }),
  "ui.toast": apiSignal({
    permission: "ui:toast",
    params: z.strictObject({ text: shownText }),
    limits: { perSecond: 0.5, burst: 3 },
    doc: "Shows a short message, with the widget's name.",
  }),
  "ui.confirm": apiCall({
    permission: "ui:toast",
    params: z.strictObject({ text: shownText, yes: shown(32) }),
    result: z.object({ yes: z.boolean() }),
    limits: { perSecond: 0.5, burst: 3 },
    doc: "Asks the person; answers what was chosen.",
  }),
  "ui.follow": apiCall({
    permission: "ui:panel",
    params: z.strictObject({ url: z.url({ protocol: /^(?:https?|mailto)$/ }).max(2_048) }),
    result: z.object({ opened: z.boolean() }),
    limits: { perSecond: 0.5, burst: 4 },
    doc: "Opens an address of the web or of mail in another tab, after a press by the person. For a widget that is not built in the host shows the address and asks first; answers whether it was opened.",
  }),
  "ui.badge": apiSignal({
    permission: "ui:panel",
    params: z.strictObject({ count: z.number().int().min(0).max(999) }),
    doc: "A count on the widget's button, such as unread messages; 0 takes it away.",
  }),
  "ui.summary": apiSignal({
    permission: "state:shared",
    params: z.strictObject({ lines: summary }),
    limits: { perSecond: 2, burst: 8 },
    doc: "What people see who do not have the widget.",
  }),
  "command.run": apiEvent({
    permission: "none",
    params: z.object({ command: localName }),
    doc: "The person chose a command of the manifest, in the palette or by its key.",
  }),
} as const;
