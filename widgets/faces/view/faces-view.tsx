import { Button, Switch, WarningLine } from "@tfx/ui";
import type { FacesModel } from "../model.ts";
import { pieceKinds } from "../pieces/piece.ts";
import { t } from "../texts.ts";
import { OwnPictureView } from "./own-picture-view.tsx";
import { PiecesView } from "./pieces-view.tsx";
import { PreviewView } from "./preview-view.tsx";

/** What can be done at faces, with what others see of it. */
export const FacesView = ({ model }: { model: FacesModel }) => {
  const { hidesOthers, follows, marks } = model.wishes.value;
  const problem = model.problem.value;
  return (
    <div class="tfx-column" dir={model.direction.value}>
      <PreviewView model={model} />
      <WarningLine text={problem && t(problem)} />
      {pieceKinds.map((kind) => (
        <PiecesView key={kind} kind={kind} model={model} />
      ))}
      <OwnPictureView model={model} />
      <div class="tfx-part tfx-part--ruled">
        <Switch label={t("hide")} hint={t("hide.hint")} checked={hidesOthers} onSwitch={(on) => model.change({ hidesOthers: on })} />
        <Switch label={t("follow")} hint={t("follow.hint")} checked={follows} onSwitch={(on) => model.change({ follows: on })} />
        <Switch label={t("marks")} hint={t("marks.hint")} checked={marks} onSwitch={(on) => model.change({ marks: on })} />
      </div>
      <Button onClick={model.clear}>{t("clear")}</Button>
    </div>
  );
};
