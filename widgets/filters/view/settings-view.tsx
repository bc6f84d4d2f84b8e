import { Switch, useUniqueId } from "@tfx/ui";
import { tableAmount } from "../keep-choice.ts";
import type { Setting } from "../looks/look.ts";
import { findLook, fitValue } from "../looks/looks.ts";
import type { FiltersModel } from "../model.ts";
import type { Applied } from "../stages.ts";
import { t } from "../texts.ts";

/** Properties of a slider. */
export interface SliderProps {
  readonly label: string;
  readonly least: number;
  readonly most: number;
  readonly value: number;
  readonly onSlide: (value: number) => void;
}

/** A number of a range, to be pulled or set by the arrow keys. */
export const Slider = ({ label, least, most, value, onSlide }: SliderProps) => {
  const id = useUniqueId();
  const share = Math.round(((value - least) / (most - least)) * 100);
  const isCount = most > 2;
  return (
    <div class="filters-setting">
      <label class="tfx-small" for={id}>
        {label}
      </label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={isCount ? 1 : (most - least) / 100}
        value={value}
        aria-valuetext={isCount ? String(Math.round(value)) : `${share}%`}
        onInput={(event) => onSlide(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
};

/** Properties of a choice of colour. */
export interface ColourProps {
  readonly label: string;
  readonly value: string;
  readonly onPick: (value: string) => void;
}

/** A colour, chosen in the way of the system. */
export const ColourView = ({ label, value, onPick }: ColourProps) => {
  const id = useUniqueId();
  return (
    <div class="filters-setting">
      <label class="tfx-small" for={id}>
        {label}
      </label>
      <input id={id} type="color" value={value} onInput={(event) => onPick(event.currentTarget.value)} />
    </div>
  );
};

const settingsOf = ({ look }: Applied): readonly Setting[] => (look === "table" ? [tableAmount] : (findLook(look)?.settings ?? []));

/** What can be set about a filter in use. */
export const SettingsView = ({ applied, model }: { applied: Applied; model: FiltersModel }) => (
  <>
    {settingsOf(applied).map((setting) => {
      const label = t(`set.${setting.id}`);
      const value = fitValue(setting, applied.values[setting.id]);
      const set = (next: number | string) => model.set(applied.look, setting.id, next);
      if (setting.kind === "colour") return <ColourView key={setting.id} label={label} value={String(value)} onPick={set} />;
      if (setting.kind === "switch")
        return <Switch key={setting.id} label={label} checked={value === 1} onSwitch={(on) => set(on ? 1 : 0)} />;
      const { least, most } = setting;
      return <Slider key={setting.id} label={label} least={least} most={most} value={Number(value)} onSlide={set} />;
    })}
  </>
);
