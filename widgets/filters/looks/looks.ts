import { colourLooks } from "./colour-looks.ts";
import { detailLooks } from "./detail-looks.ts";
import type { Look, Setting, Values } from "./look.ts";
import { shapeLooks } from "./shape-looks.ts";

/** All looks, in the order in which they are listed. */
export const looks: readonly Look[] = [...colourLooks, ...detailLooks, ...shapeLooks];

const byId = new Map(looks.map((look) => [look.id as string, look]));

/** A look by its name, whoever wrote the name down. */
export const findLook = (id: string): Look | undefined => byId.get(id);

/** What is set before the person sets anything. */
export const initialValues = ({ settings }: Pick<Look, "settings">): Values =>
  Object.fromEntries(settings.map(({ id, initial }) => [id, initial]));

const isColour = (value: unknown): value is string => typeof value === "string" && /^#[0-9a-f]{6}$/i.test(value);

/** A value that fits its setting; the initial one in the place of what does not. */
export const fitValue = (setting: Setting, value: unknown): number | string => {
  if (setting.kind === "colour") return isColour(value) ? value : setting.initial;
  if (typeof value !== "number" || !Number.isFinite(value)) return setting.initial;
  if (setting.kind === "switch") return value > 0 ? 1 : 0;
  return Math.min(setting.most, Math.max(setting.least, value));
};
