import { Button, Select } from "@tfx/ui";
import { useRef } from "preact/hooks";
import type { FacesModel } from "../model.ts";
import { t } from "../texts.ts";

const places = ["head", "eyes", "nose", "mouth"] as const;

/** A picture of the person's own, and where it goes. */
export const OwnPictureView = ({ model }: { model: FacesModel }) => {
  const picker = useRef<HTMLInputElement>(null);
  const hasOwn = model.hasOwn.value;
  const take = (input: HTMLInputElement) => {
    const file = input.files?.[0];
    // Picking the same file again has to count as well.
    if (file !== undefined) void model.pickOwn(file).finally(() => (input.value = ""));
  };
  return (
    <section class="faces-own" aria-label={t("own")}>
      <h3 class="tfx-small tfx-strong">{t("own")}</h3>
      <input ref={picker} type="file" accept="image/png,image/svg+xml" hidden onChange={(event) => take(event.currentTarget)} />
      <div class="faces-row">
        <Button size="small" onClick={() => picker.current?.click()}>
          {t(hasOwn ? "own.change" : "own.pick")}
        </Button>
        {hasOwn && (
          <Button size="small" variant="ghost" onClick={model.dropOwn}>
            {t("own.remove")}
          </Button>
        )}
      </div>
      {hasOwn && (
        <Select
          label={t("own.place")}
          options={places.map((value) => ({ value, label: t(`place.${value}`) }))}
          value={model.wishes.value.own ?? "head"}
          onPick={(value) => model.change({ own: places.find((place) => place === value) })}
        />
      )}
      <p class="tfx-small tfx-muted">{t("own.hint")}</p>
    </section>
  );
};
