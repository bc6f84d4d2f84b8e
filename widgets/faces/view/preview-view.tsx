import { useEffect, useRef, useState } from "preact/hooks";
import type { FacesModel } from "../model.ts";
import { t, type TextKey } from "../texts.ts";

const countText = (count: number): string => {
  const key: TextKey = count === 0 ? "faces.0" : count === 1 ? "faces.1" : "faces.many";
  return t(key, { count: String(count) });
};

/** What is sent of the person, the way others see it, and how many faces are in it. */
export const PreviewView = ({ model }: { model: FacesModel }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hasPicture, setHasPicture] = useState(false);
  const count = model.faces.value;
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
    <figure class="faces-preview">
      <canvas ref={canvas} class="faces-preview__picture" role="img" aria-label={t("preview")} hidden={!hasPicture} />
      {!hasPicture && <p class="faces-preview__none tfx-muted">{t("preview.none")}</p>}
      <figcaption class="tfx-small tfx-muted">
        <span role="status">{count === undefined ? t("preview") : countText(count)}</span>
      </figcaption>
    </figure>
  );
};
