import { ChevronIcon, CloseIcon, Hidden, IconButton } from "@tfx/ui";
import { useEffect, useRef } from "preact/hooks";
import type { FiltersModel } from "../model.ts";
import type { Applied } from "../stages.ts";
import { t } from "../texts.ts";
import { SettingsView } from "./settings-view.tsx";

/** Name of a filter in use. */
const nameOf = ({ look }: Applied, model: Pick<FiltersModel, "files">): string =>
  look === "table" ? (model.files.value.table?.name ?? t("table")) : t(`look.${look}`);

const LineView = ({ applied, model, place, count }: { applied: Applied; model: FiltersModel; place: number; count: number }) => {
  const name = nameOf(applied, model);
  const line = useRef<HTMLLIElement>(null);
  const moved = useRef<-1 | 1 | undefined>(undefined);
  const move = (by: -1 | 1): void => {
    moved.current = by;
    model.move(applied.look, by);
  };
  useEffect(() => {
    if (moved.current === undefined) return;
    const [up, down] = line.current?.querySelectorAll<HTMLButtonElement>(".filters-line__move button") ?? [];
    // The pressed button stays under the hand; at the end of the line it is the other one.
    const wished = moved.current < 0 ? up : down;
    (wished?.disabled === true ? (wished === up ? down : up) : wished)?.focus();
    moved.current = undefined;
  }, [place]);
  const byKey = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <li ref={line} class="filters-line" onKeyDown={byKey}>
      <div class="filters-line__head">
        <span class="tfx-strong tfx-grow">{name}</span>
        <span class="filters-line__move">
          <IconButton
            icon={ChevronIcon}
            class="filters-up"
            size="small"
            label={t("earlier", { name })}
            disabled={place === 0}
            onClick={() => move(-1)}
          />
          <IconButton icon={ChevronIcon} size="small" label={t("later", { name })} disabled={place === count - 1} onClick={() => move(1)} />
        </span>
        <IconButton icon={CloseIcon} size="small" label={t("remove", { name })} tip="top-end" onClick={() => model.toggle(applied.look)} />
      </div>
      <SettingsView applied={applied} model={model} />
    </li>
  );
};

/** Filters in use, in their order, each with what can be set about it. */
export const InUseView = ({ model }: { model: FiltersModel }) => {
  const { filters } = model.choice.value;
  return (
    <section class="tfx-part tfx-part--ruled" aria-label={t("inUse")}>
      <h3 class="tfx-small tfx-strong">{t("inUse")}</h3>
      {filters.length === 0 && <p class="tfx-small tfx-muted">{t("inUse.none")}</p>}
      <ol class="filters-lines">
        {filters.map((applied, place) => (
          <LineView key={applied.look} applied={applied} model={model} place={place} count={filters.length} />
        ))}
      </ol>
      <span role="status">
        <Hidden>{model.said.value}</Hidden>
      </span>
    </section>
  );
};
