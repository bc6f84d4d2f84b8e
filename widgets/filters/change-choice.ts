import type { SettingId } from "./looks/look.ts";
import { findLook, initialValues } from "./looks/looks.ts";
import { mostFilters, type Applied, type Choice } from "./stages.ts";

type LookOrTable = Applied["look"];

/** Whether a filter is in use. */
export const isApplied = ({ filters }: Choice, id: LookOrTable): boolean => filters.some(({ look }) => look === id);

/** Puts a filter at the end, as it is set before anybody sets anything; the same choice when there is no room. */
export const putOn = (choice: Choice, id: LookOrTable): Choice => {
  if (isApplied(choice, id) || choice.filters.length >= mostFilters) return choice;
  const look = findLook(id);
  return { ...choice, filters: [...choice.filters, { look: id, values: look === undefined ? {} : initialValues(look) }] };
};

/** Takes a filter away. */
export const takeOff = (choice: Choice, id: LookOrTable): Choice => ({
  ...choice,
  filters: choice.filters.filter(({ look }) => look !== id),
});

/** Sets something about a filter in use. */
export const setValue = (choice: Choice, id: LookOrTable, [setting, value]: readonly [SettingId, number | string]): Choice => ({
  ...choice,
  filters: choice.filters.map((applied) =>
    applied.look === id ? { ...applied, values: { ...applied.values, [setting]: value } } : applied,
  ),
});

/** Moves a filter one place earlier or later; at the end of the line it stays. */
export const move = (choice: Choice, id: LookOrTable, by: -1 | 1): Choice => {
  const from = choice.filters.findIndex(({ look }) => look === id);
  const to = from + by;
  const [moved, other] = [choice.filters[from], choice.filters[to]];
  if (moved === undefined || other === undefined) return choice;
  const filters = choice.filters.map((applied, index) => (index === from ? other : index === to ? moved : applied));
  return { ...choice, filters };
};
