import { Button, Icon, Switch, WarningIcon } from "@tfx/ui";
import type { FacesModel } from "../model.ts";
import { pieceKinds } from "../pieces/piece.ts";
import { t } from "../texts.ts";
import { OwnPictureView } from "./own-picture-view.tsx";
import { PiecesView } from "./pieces-view.tsx";
import { PreviewView } from "./preview-view.tsx";

const Problem = ({ model }: { model: FacesModel }) => {
  const problem = model.problem.value;
  return (
    <div role="alert">
      {problem !== undefined && (
        <p class="faces-problem">
          <Icon icon={WarningIcon} small />
          {t(problem)}
        </p>
      )}
    </div>
  );
};

/** What can be done at faces, with what others see of it. */
export const FacesView = ({ model }: { model: FacesModel }) => {
  const { hidesOthers, follows, marks } = model.wishes.value;
  return (
    <div class="faces" dir={model.direction.value}>
      <PreviewView model={model} />
      <Problem model={model} />
      {pieceKinds.map((kind) => (
        <PiecesView key={kind} kind={kind} model={model} />
      ))}
      <OwnPictureView model={model} />
      <div class="faces-switches">
        <Switch label={t("hide")} hint={t("hide.hint")} checked={hidesOthers} onSwitch={(on) => model.change({ hidesOthers: on })} />
        <Switch label={t("follow")} hint={t("follow.hint")} checked={follows} onSwitch={(on) => model.change({ follows: on })} />
        <Switch label={t("marks")} hint={t("marks.hint")} checked={marks} onSwitch={(on) => model.change({ marks: on })} />
      </div>
      <Button onClick={model.clear}>{t("clear")}</Button>
    </div>
  );
};
