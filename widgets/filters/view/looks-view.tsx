import { Button } from "@tfx/ui";
import { useRef } from "preact/hooks";
import { isApplied } from "../change-choice.ts";
import { lookGroups } from "../looks/look.ts";
import { initialValues, looks } from "../looks/looks.ts";
import type { FiltersModel } from "../model.ts";
import { stagesOf, type Applied } from "../stages.ts";
import { t } from "../texts.ts";
import { GridView } from "./grid-view.tsx";
import { TileView } from "./tile-view.tsx";

/** What a filter does by itself, as it is set. */
const alone = (model: FiltersModel, id: Applied["look"], initial: Applied["values"]) => () => {
  const applied = model.choice.peek().filters.find(({ look }) => look === id) ?? { look: id, values: initial };
  return stagesOf({ filters: [applied], background: undefined }, model.files.peek());
};

/** All filters, with live pictures of what each does. */
export const LooksView = ({ model }: { model: FiltersModel }) => {
  const { thumbnails } = model;
  return (
    <section class="tfx-part tfx-part--ruled" aria-label={t("filters")}>
      <h3 class="tfx-small tfx-strong">{t("filters")}</h3>
      {lookGroups.map((group) => (
        <GridView key={group} label={t(`group.${group}`)}>
          {looks
            .filter((look) => look.group === group)
            .map((look, index) => (
              <TileView
                key={look.id}
                name={t(`look.${look.id}`)}
                isOn={isApplied(model.choice.value, look.id)}
                isFirst={index === 0}
                stages={alone(model, look.id, initialValues(look))}
                thumbnails={thumbnails}
                press={() => model.toggle(look.id)}
              />
            ))}
        </GridView>
      ))}
      <TableView model={model} />
      <AddedView model={model} />
    </section>
  );
};

/** The person's own table of colours. */
const TableView = ({ model }: { model: FiltersModel }) => {
  const picker = useRef<HTMLInputElement>(null);
  const { table } = model.files.value;
  const take = (input: HTMLInputElement): void => {
    const file = input.files?.[0];
    // Picking the same file again has to count as well.
    if (file !== undefined) void model.pickTable(file).finally(() => (input.value = ""));
  };
  return (
    <>
      {table !== undefined && (
        <GridView label={t("group.own")}>
          <TileView
            name={table.name}
            isOn={isApplied(model.choice.value, "table")}
            isFirst
            stages={alone(model, "table", {})}
            thumbnails={model.thumbnails}
            press={() => model.toggle("table")}
          />
        </GridView>
      )}
      <input ref={picker} type="file" accept=".cube" hidden onChange={(event) => take(event.currentTarget)} />
      <div class="tfx-row">
        <Button size="small" onClick={() => picker.current?.click()}>
          {t(table === undefined ? "table.pick" : "table.change")}
        </Button>
        <span class="tfx-small tfx-muted">{t("table.hint")}</span>
      </div>
    </>
  );
};

/** Filters that are data alone, which the person added to the widgets. */
const AddedView = ({ model }: { model: FiltersModel }) => {
  const added = model.added.value;
  if (added.length === 0) return null;
  return (
    <GridView label={t("group.added")}>
      {added.map((filter, index) => (
        <TileView
          key={filter.id}
          name={filter.name}
          isOn={filter.on}
          isFirst={index === 0}
          stages={() => filter.stages}
          thumbnails={model.thumbnails}
          press={() => model.useAdded(filter)}
        />
      ))}
    </GridView>
  );
};
