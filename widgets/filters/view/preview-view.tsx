import { useEffect, useRef, useState } from "preact/hooks";
import type { FiltersModel } from "../model.ts";
import { t } from "../texts.ts";

/** What is sent of the person, the way others see it. */
export const PreviewView = ({ model }: { model: FiltersModel }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hasPicture, setHasPicture] = useState(false);
  useEffect(
    () =>
      model.watch((picture) => {
        const place = canvas.current;
        const pen = place?.getContext("bitmaprenderer");
        if (place === null || pen === null || pen === undefined) return picture.close();
        place.width = picture.width;
        place.height = picture.height;
        pen.transferFromImageBitmap(picture);
        setHasPicture(true);
      }),
    [model],
  );
  return (
    <figure class="filters-preview">
      <canvas ref={canvas} class="filters-preview__picture" role="img" aria-label={t("preview")} hidden={!hasPicture} />
      {!hasPicture && <p class="filters-preview__none tfx-muted">{t("preview.none")}</p>}
      <figcaption class="tfx-small tfx-muted">{t("preview")}</figcaption>
    </figure>
  );
};
