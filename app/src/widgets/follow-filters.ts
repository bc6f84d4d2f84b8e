import { signal, untracked } from "@preact/signals";
import type { WidgetRegistry } from "@tfx/widget-host";
import type { AppContext } from "../app-context.ts";
import { effectUntil } from "../scope/effect-until.ts";
import { createDataFilters, type DataFilters, type FilterNews } from "./data-filters.ts";
import type { OwnPicture } from "./own-picture.ts";
import "../i18n/en-widgets.ts";

/** It stays for as long as it is so. */
const untilMendedMs = 3_600_000;

interface FiltersGround {
  readonly registry: Pick<WidgetRegistry, "known">;
  readonly picture: Pick<OwnPicture, "leftOut" | "withheld" | "lost" | "setData" | "offer">;
  readonly end: AbortSignal;
}

/** Filters that are data alone, with what the person is told of them and of the own picture. */
export const followFilters = ({ toasts, i18n }: AppContext, { registry, picture, end }: FiltersGround): DataFilters => {
  const known = signal(registry.known.value);
  registry.known.on((list) => (known.value = list), { signal: end });
  const tell = (news: FilterNews, name: string): void =>
    void toasts.show({ text: i18n.t(`widgets.filter.${news}`, { name }), about: name });
  const filters = createDataFilters({ known, set: (id, stages) => picture.setData(id, stages), tell });
  picture.offer(filters);
  for (const id of picture.lost()) filters.use(id, true);
  effectUntil(end, () => {
    if (picture.withheld.value)
      return untracked(() =>
        toasts.show({ text: i18n.t("widgets.filter.withheld"), about: "withheld", tone: "warning", forMs: untilMendedMs }),
      );
    return undefined;
  });
  let before: ReadonlySet<string> = new Set();
  effectUntil(end, () => {
    const now = picture.leftOut.value;
    for (const { id, name } of filters.all.peek()) if (now.has(id) && !before.has(id)) tell("leftOut", name);
    before = now;
  });
  return filters;
};
