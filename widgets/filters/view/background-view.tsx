import { Button } from "@tfx/ui";
import { useRef } from "preact/hooks";
import type { FiltersModel } from "../model.ts";
import type { Background } from "../stages.ts";
import { t } from "../texts.ts";
import { ColourView, Slider } from "./settings-view.tsx";

const modes = ["none", "blur", "picture", "color"] as const;
const firstOf: { readonly [M in Background["mode"]]: Background } = {
  blur: { mode: "blur", strength: 0.6 },
  picture: { mode: "picture" },
  color: { mode: "color", color: "#1f3a5f" },
};

/** What is behind the person. */
export const BackgroundView = ({ model }: { model: FiltersModel }) => {
  const picker = useRef<HTMLInputElement>(null);
  const { background } = model.choice.value;
  const { picture } = model.files.value;
  const now = background?.mode ?? "none";
  const pick = (mode: (typeof modes)[number]): void => {
    if (mode === "none") model.setBackground(undefined);
    else if (mode === "picture" && picture === undefined) picker.current?.click();
    else model.setBackground(firstOf[mode]);
  };
  const take = (input: HTMLInputElement): void => {
    const file = input.files?.[0];
    // Picking the same file again has to count as well.
    if (file !== undefined) void model.pickPicture(file).finally(() => (input.value = ""));
  };
  return (
    <section class="tfx-part tfx-part--ruled" aria-label={t("background")}>
      <h3 class="tfx-small tfx-strong">{t("background")}</h3>
      <input
        ref={picker}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/avif"
        hidden
        onChange={(event) => take(event.currentTarget)}
      />
      <div class="filters-modes" role="group" aria-label={t("background")}>
        {modes.map((mode) => (
          <button key={mode} type="button" class="filters-mode tfx-small" aria-pressed={mode === now} onClick={() => pick(mode)}>
            {t(`background.${mode}`)}
          </button>
        ))}
      </div>
      {background?.mode === "blur" && (
        <Slider
          label={t("background.strength")}
          least={0.1}
          most={1}
          value={background.strength}
          onSlide={(strength) => model.setBackground({ mode: "blur", strength })}
        />
      )}
      {background?.mode === "color" && (
        <ColourView
          label={t("background.colour")}
          value={background.color}
          onPick={(color) => model.setBackground({ mode: "color", color })}
        />
      )}
      {(background?.mode === "picture" || picture !== undefined) && (
        <div class="tfx-row">
          <Button size="small" onClick={() => picker.current?.click()}>
            {t(picture === undefined ? "picture.pick" : "picture.change")}
          </Button>
          <span class="tfx-small tfx-muted">{t("picture.hint")}</span>
        </div>
      )}
    </section>
  );
};
