import { TfxError, type PlainValue, type WidgetContext } from "@tfx/widget-sdk";
import { shrinkTable, type CubeTable } from "./cube/parse-cube.ts";
import type { LookId, SettingId, Values } from "./looks/look.ts";
import { findLook, fitValue } from "./looks/looks.ts";
import { mostFilters, noChoice, type Applied, type Background, type Choice, type Files } from "./stages.ts";

/** What was chosen last, and in which run of the widget. */
export interface Kept {
  readonly choice: Choice;
  readonly files: Files;
  readonly instance: PlainValue | undefined;
}

/** Entries along one edge of a table that is kept: colours between them are read from them. */
const keptTableSize = 17;
/** Letters of one part of a picture, and most parts: what a widget may store is little. */
const partChars = 45_000;
const mostParts = 4;

type Fields = { readonly [key: string]: PlainValue | undefined };
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/** The look, with values that fit it; undefined for what an older or newer widget wrote. */
const readApplied = (value: PlainValue): readonly Applied[] => {
  if (!isFields(value) || typeof value.look !== "string" || !isFields(value.values)) return [];
  const { look: id, values } = value;
  if (id === "table") return [{ look: "table", values: { amount: fitValue(tableAmount, values.amount) } }];
  const look = findLook(id);
  if (look === undefined) return [];
  const fitted = look.settings.map((setting): [SettingId, number | string] => [setting.id, fitValue(setting, values[setting.id])]);
  return [{ look: look.id, values: Object.fromEntries(fitted) as Values }];
};

/** How much a table of colours does. */
export const tableAmount = { id: "amount", kind: "amount", least: 0, most: 1, initial: 1 } as const;

const readBackground = (value: PlainValue | undefined): Background | undefined => {
  if (!isFields(value)) return undefined;
  const { mode, strength, color } = value;
  if (mode === "picture") return { mode };
  if (mode === "blur" && typeof strength === "number") return { mode, strength: Math.min(1, Math.max(0, strength)) };
  return mode === "color" && typeof color === "string" && /^#[0-9a-f]{6}$/i.test(color) ? { mode, color } : undefined;
};

/** A choice as it was written down; whatever cannot be read is left out. */
const readChoice = (value: PlainValue): Choice => {
  if (!isFields(value)) return noChoice;
  const written = Array.isArray(value.filters) ? (value.filters as readonly PlainValue[]) : [];
  const seen = new Set<LookId | "table">();
  const filters = written.flatMap(readApplied).filter(({ look }) => !seen.has(look) && seen.add(look));
  return { filters: filters.slice(0, mostFilters), background: readBackground(value.background) };
};

const readTable = (value: PlainValue): CubeTable | undefined => {
  if (!isFields(value) || typeof value.name !== "string" || typeof value.size !== "number" || !(value.bytes instanceof Uint8Array))
    return undefined;
  const { name, size, bytes } = value;
  if (!Number.isInteger(size) || size < 2) return undefined;
  return bytes.length === size ** 3 * 3 ? { name, size, bytes: new Uint8Array(bytes) } : undefined;
};

const partKey = (index: number): string => `picture-${index}`;

const toText = async (picture: Blob): Promise<string> => {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
};

const base64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const toPicture = (text: string): Blob => new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], { type: "image/webp" });

/** Remembers what was chosen on this device. Nothing is lost for the call when it cannot. */
export const createKeeper = ({ storage, log, instance }: Pick<WidgetContext, "storage" | "log" | "instance">) => {
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof TfxError)) throw error;
      log.debug(`storage: ${error.code}`);
    }
  };
  const readPicture = async (): Promise<Blob | undefined> => {
    const parts: string[] = [];
    for (let index = 0; index < mostParts; index++) {
      const part = await storage.get(partKey(index));
      if (typeof part !== "string") break;
      parts.push(part);
    }
    const text = parts.join("");
    return base64.test(text) ? toPicture(text) : undefined;
  };
  return {
    read: async (): Promise<Kept | undefined> => {
      let kept: Kept | undefined;
      await attempt(async () => {
        const written = await storage.get("choice");
        if (!isFields(written)) return;
        const files = { picture: await readPicture(), table: readTable(await storage.get("table")) };
        kept = { choice: readChoice(written), files, instance: written.instance };
      });
      return kept;
    },
    keepChoice: ({ filters, background }: Choice): Promise<void> =>
      attempt(() =>
        storage.set("choice", {
          instance: instance.id,
          filters: filters.map(({ look, values }) => ({ look, values: { ...values } })),
          background: background === undefined ? null : { ...background },
        }),
      ),
    keepTable: (table: CubeTable): Promise<void> => attempt(() => storage.set("table", { ...shrinkTable(table, keptTableSize) })),
    keepPicture: (picture: Blob): Promise<void> =>
      attempt(async () => {
        const text = await toText(picture);
        const parts = text.length > partChars * mostParts ? [] : (text.match(new RegExp(`.{1,${partChars}}`, "g")) ?? []);
        for (let index = 0; index < mostParts; index++) await storage.set(partKey(index), parts[index] ?? null);
      }),
  };
};
