import { Button, Choice, Select } from "@tfx/ui";
import { paletteNames } from "../draw/palette.ts";
import { shapes } from "../draw/draw-shape.ts";
import type { VisualizerModel } from "../model.ts";
import { t } from "../texts.ts";
import { CanvasView } from "./canvas-view.tsx";
import { RingsView } from "./rings-view.tsx";

const Choices = ({ model }: { model: VisualizerModel }) => (
  <div class="tfx-part">
    <Select
      label={t("who")}
      options={[
        { value: "", label: t("everybody") },
        ...model.people.value.map((person) => ({ value: person.id, label: model.nameOf(person) })),
      ]}
      value={model.who.value ?? ""}
      onPick={(id) => model.pick(id === "" ? undefined : id)}
    />
    <Choice
      label={t("shape")}
      among={shapes}
      value={model.shape.value}
      words={(shape) => t(`shape.${shape}`)}
      onPick={(shape) => model.draw(shape)}
    />
    <Choice
      label={t("palette")}
      among={paletteNames}
      value={model.palette.value}
      words={(palette) => t(`palette.${palette}`)}
      onPick={(palette) => model.colour(palette)}
    />
    <Button onClick={() => model.showRings()}>{t("rings.show")}</Button>
    <p class="tfx-small tfx-muted">{t("rings.hint")}</p>
  </div>
);

const Tone = ({ model }: { model: VisualizerModel }) => {
  const hertz = model.tone.value;
  return <p class="tfx-small tfx-muted visualizer-tone">{hertz === undefined ? t("tone.none") : t("tone", { hertz: String(hertz) })}</p>;
};

/** How people sound, with who speaks in words. */
export const VisualizerView = ({ model }: { model: VisualizerModel }) => (
  <div class={model.isOverlay.value ? "visualizer-over" : "tfx-column visualizer"} dir={model.direction.value}>
    <p role="status" class={model.isOverlay.value ? "visualizer-words" : "tfx-strong"}>
      {model.speaking.value}
    </p>
    {model.isOverlay.value ? (
      <RingsView model={model} />
    ) : (
      <>
        <CanvasView model={model} />
        <Tone model={model} />
        {model.isCalm.value && <p class="tfx-small tfx-muted">{t("calm")}</p>}
        <Choices model={model} />
      </>
    )}
  </div>
);
