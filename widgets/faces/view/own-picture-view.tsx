import { Button, Choice } from "@tfx/ui";
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
      <div class="tfx-row">
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
        <Choice
          label={t("own.place")}
          among={places}
          value={model.wishes.value.own ?? "head"}
          words={(place) => t(`place.${place}`)}
          onPick={(own) => model.change({ own })}
        />
      )}
      <p class="tfx-small tfx-muted">{t("own.hint")}</p>
    </section>
  );
};
